using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using AigcStudio.Tests.Architecture;
using AigcStudio.Tests.Datasets;
using AigcStudio.Web.Shell.Demo;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Shell;

public sealed class SeedManifestTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("demo")]
    [InlineData("tiny")]
    public void What_a_manifest_names_is_there_and_the_one_that_it_names(string name)
    {
        var folder = Path.Combine(SourceTree.Root, "seed-data", name);
        var datasets = SeedManifest.Read(folder).Datasets;
        Assert.NotEmpty(datasets);
        Assert.All(datasets, d => Assert.True(d.Matches(folder), d.File));
        Assert.All(datasets.SelectMany(d => d.Models), m => Assert.True(File.Exists(Path.Combine(folder, m, Data.Models.ShippedRun.FileName)), m));
        Assert.Equal(datasets.Count, datasets.Select(d => d.Title).Distinct().Count());
    }

    [Fact]
    public async Task Datasets_of_several_kinds_are_brought_in_once_each_as_their_manifest_reads_them()
    {
        using var folder = new TestFolder();
        folder.Write("texts.csv", Archives.Text("a,b\nx,Tea\ny,Bread\n"));
        folder.Write("sounds.zip", Archives.Zip(("yes/1.wav", PlainMedia.Sound(1)), ("no/2.wav", PlainMedia.Sound(2))));
        folder.Write("manifest.json", Archives.Text("""
            {"datasets":[
              {"title":"Texts","modality":"Text","rights":"ours","source":"here","file":"texts.csv","count":2,"sha256":"","reading":{"cut":"lines","text":"b","label":"a","header":true}},
              {"title":"Sounds","modality":"Audio","rights":"ours","source":"here","file":"sounds.zip","count":2,"sha256":""}
            ]}
            """));
        await using var studio = new ServedStudio();
        var demo = studio.Services.GetRequiredService<DemoDataset>();
        var versions = new List<DatasetVersion>();
        foreach (var seed in SeedManifest.Read(folder.Root).Datasets)
        {
            Assert.False(await demo.IsTakenAsync(Cancel));
            versions.Add((await demo.ImportAsync(folder.Root, seed, Cancel))!);
            Assert.Equal(versions[^1].Id, (await demo.ImportAsync(folder.Root, seed, Cancel))!.Id);
        }

        Assert.Equal([["x", "y"], ["no", "yes"]], versions.Select(v => v.Labels.ToArray()));
        var cards = await studio.Services.GetRequiredService<DatasetReader>().ListAsync(DemoDataset.House, false, null, 10, Cancel);
        Assert.Equal([(Modality.Audio, 0), (Modality.Text, 2)], cards.Items.Select(c => (c.Modality, c.Latest!.Openings.Count)));
    }
}
