using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Storage;
using AigcStudio.Data.Storage.Backups;
using AigcStudio.Tests.Datasets;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Storage.Erasing;

/// <summary>What is erased does not come back by an upload that began before.</summary>
public sealed class WaitingUploadsTests
{
    private const string Secret = "Ljubica Ramljak, Nazorova 51";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_archive_that_was_half_sent_at_an_erasure_is_turned_away_once_it_is_whole()
    {
        await using var bench = await ErasureBench.OpenAsync();
        var (hash, bytes) = await PictureAsync(bench);
        var dataset = await bench.Import.CreateAsync("other");
        var holding = Archives.Zip(("a/good.png", PlainMedia.Picture(60)), ("a/again.png", bytes));
        var clean = Archives.Zip(("a/good.png", PlainMedia.Picture(60)));
        await SendAsync(bench, dataset, "holding.zip", holding, 0, holding.Length / 2);
        await SendAsync(bench, dataset, "clean.zip", clean, 0, clean.Length / 2);

        await bench.EraseAsync(hash);
        var refusal = await Assert.ThrowsAsync<ImportException>(() => SendAsync(bench, dataset, "holding.zip", holding, holding.Length / 2, holding.Length));
        var rest = await SendAsync(bench, dataset, "clean.zip", clean, clean.Length / 2, clean.Length);

        Assert.Equal("upload.erased", refusal.Code);
        Assert.True(rest.IsComplete);
        Assert.Equal([rest.Id], bench.Studio.Services.GetRequiredService<UploadFolder>().All());
        Assert.Equal(["clean.zip"], (await bench.Import.Uploads.ListAsync(bench.Import.Creator, dataset, Cancel)).Select(f => f.Name));
    }

    [Theory]
    [InlineData("lines.txt")]
    [InlineData("table.csv")]
    [InlineData("letters.zip")]
    public async Task A_file_of_texts_that_waits_and_holds_an_erased_text_goes_and_one_that_does_not_stays(string name)
    {
        await using var bench = await ErasureBench.OpenAsync();
        var version = await bench.Import.ImportAsync(Modality.Text, ("a.txt", Archives.Text($"{Secret}\nStay")));
        var item = (await bench.Import.ItemsAsync(version.Id)).Single(i => i.Text == Secret);
        var dataset = await bench.Import.CreateAsync("other", Modality.Text);
        await bench.Import.UploadAsync(dataset, name, Texts(name, Secret));
        var clean = await bench.Import.UploadAsync(dataset, $"clean-{name}", Texts(name, "Somebody else"));
        await bench.Studio.Services.GetRequiredService<BackupMaker>().MakeAsync(null, null, null, Cancel);

        var preview = await bench.Reader.PreviewAsync(ErasureBench.Admin, [item.BlobHash], Cancel);
        await bench.EraseAsync(item.BlobHash);

        Assert.Equal([$"other · {name}"], preview.Waiting);
        Assert.Equal([clean.Id], bench.Studio.Services.GetRequiredService<UploadFolder>().All());
        var copied = Directory.EnumerateFiles(bench.Studio.Root, "*", SearchOption.AllDirectories).Count(f => Path.GetFileName(f) == clean.Id.ToString("N"));
        Assert.Equal((2, 2), (copied, Directory.EnumerateDirectories(bench.Studio.Root, "uploads", SearchOption.AllDirectories).Sum(d => Directory.GetFiles(d).Length)));
    }

    [Fact]
    public async Task A_file_that_arrives_at_this_moment_does_not_hold_an_erasure_back()
    {
        await using var bench = await ErasureBench.OpenAsync();
        var (hash, bytes) = await PictureAsync(bench);
        var dataset = await bench.Import.CreateAsync("other");
        var half = await SendAsync(bench, dataset, "again.png", bytes, 0, bytes.Length / 2);
        await using (bench.Studio.Services.GetRequiredService<UploadFolder>().Open(half.Id, bytes.Length / 2))
        {
            await bench.EraseAsync(hash);
        }

        await Assert.ThrowsAsync<ImportException>(() => SendAsync(bench, dataset, "again.png", bytes, bytes.Length / 2, bytes.Length));
        Assert.Empty(bench.Studio.Services.GetRequiredService<UploadFolder>().All());
    }

    [Fact]
    public async Task An_upload_that_began_after_an_erasure_is_left_to_the_import_which_names_the_item()
    {
        await using var bench = await ErasureBench.OpenAsync();
        var (hash, bytes) = await PictureAsync(bench);
        await bench.EraseAsync(hash);

        var version = await bench.Import.ImportAsync(("new.zip", Archives.Zip(("x/back.png", bytes), ("x/new.png", PlainMedia.Picture(9)))));

        Assert.Equal("import.erased", Assert.Single(version.Health.Refusals).Reason.Code);
    }

    [Fact]
    public async Task An_import_of_other_files_that_may_have_read_what_was_erased_before_stands_in_the_way()
    {
        await using var bench = await ErasureBench.OpenAsync();
        var (hash, _) = await PictureAsync(bench);
        await using (var db = await bench.Studio.DbAsync())
        {
            db.Add(new Job { Id = Guid.CreateVersion7(), Kind = JobKind.Import, SubjectId = Guid.CreateVersion7(), State = JobState.Running });
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal(1, (await bench.Reader.PreviewAsync(ErasureBench.Admin, [hash], Cancel)).Busy);
        Assert.Equal("erasure.busy", (await Assert.ThrowsAsync<StorageException>(() => bench.EraseAsync(hash))).Code);
    }

    private static async Task<(string Hash, byte[] Bytes)> PictureAsync(ErasureBench bench)
    {
        var version = await bench.Import.ImportAsync(("1.png", PlainMedia.Picture(1)), ("2.png", PlainMedia.Picture(2)));
        return ((await bench.Import.ItemsAsync(version.Id))[1].BlobHash, PlainMedia.Picture(2));
    }

    private static byte[] Texts(string name, string text) => Path.GetExtension(name) switch
    {
        ".zip" => Archives.Zip(("one.txt", Archives.Text("Good morning")), ("two.txt", Archives.Text(text))),
        ".csv" => Archives.Text($"text,label\nGood morning,plain\n\"{text}\",plain\nGood night,plain"),
        _ => Archives.Text($"Good morning\n{text}\nGood night"),
    };

    private static Task<UploadedFile> SendAsync(ErasureBench bench, Guid dataset, string name, byte[] bytes, int from, int to) =>
        bench.Import.Uploads.ReceiveAsync(bench.Import.Creator, dataset, name, from, bytes.Length, new MemoryStream(bytes[from..to]), Cancel);
}
