using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Web.Datasets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Datasets.Pages;

/// <summary>A page of datasets over a real database, with sounds and pictures of <see cref="PlainMedia"/>.</summary>
public abstract class DatasetPageTest : StudioPageTest
{
    protected DatasetPageTest()
        : base(services =>
        {
            services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
            services.AddSingleton<IMedia>(new PlainMedia());
            DatasetsSetup.AddDatasets(services);
        })
    {
    }

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected Viewer Person => new(Me.Id, Role.Creator);

    protected Task<Guid> CreateAsync(Modality modality) =>
        Services.GetRequiredService<DatasetTable>().CreateAsync(Person, "set", modality, "ours", true, Cancel);

    protected Task<UploadedFile> UploadAsync(Guid dataset, string name, byte[] bytes) => Services.GetRequiredService<DatasetUploads>()
        .ReceiveAsync(Person, dataset, name, 0, bytes.Length, new MemoryStream(bytes), Cancel);

    protected async Task<IReadOnlyList<UploadedFile>> WaitingAsync(Guid dataset) =>
        await Services.GetRequiredService<DatasetUploads>().ListAsync(Person, dataset, Cancel);

    /// <summary>A frozen version of texts, written as an import would.</summary>
    protected async Task<Guid> KeepTextsAsync(params (string Text, string Label)[] texts)
    {
        var dataset = await CreateAsync(Modality.Text);
        var labels = texts.Select(t => t.Label).Distinct().Order().ToList();
        var version = new DatasetVersion
        {
            Id = NewId(),
            DatasetId = dataset,
            Number = 1,
            CreatedAt = Clock.GetUtcNow(),
            FrozenAt = Clock.GetUtcNow(),
            Count = texts.Length,
            Labels = labels,
            Health = new HealthReport { Labels = [.. labels.Select(l => new LabelCount(l, texts.Count(t => t.Label == l)))] },
        };
        Keep(version);
        Keep([.. texts.Select((t, i) => new Item
        {
            VersionId = version.Id, Index = i, Name = $"t {i}", BlobHash = Core.ContentHash.Of(BitConverter.GetBytes(i)).Hex, Text = t.Text, Label = labels.IndexOf(t.Label),
        })]);
        return dataset;
    }
}
