using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Models;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;
using AigcStudio.Data.Storage.Backups;
using AigcStudio.Tests.Runs.Pages;
using AigcStudio.Web.Storage;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Storage.Erasing;

/// <summary>The pages of backups and erasure, as an administrator walks through them.</summary>
public sealed class ErasurePageTests : StudioPageTest
{
    public ErasurePageTests()
        : base(s => s.AddSingleton<BackupDesk>())
    {
        using var db = Db();
        db.People.Where(p => p.Id == Me.Id).ExecuteUpdate(row => row.SetProperty(p => p.Role, Role.Admin));
    }

    private static CancellationToken Cancel => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_item_is_found_looked_at_decided_on_and_gone()
    {
        var hash = await KeepItemAsync();
        Services.GetRequiredService<NavigationManager>().NavigateTo("/admin/erasure?words=cup");

        var page = Render<ErasurePage>();
        page.WaitForAssertion(() => Assert.Contains("cup.png", page.Markup, StringComparison.Ordinal));
        page.Find(".erasure-items input").Change(true);
        Button(page, "erasure.preview").Click();
        page.WaitForAssertion(() => Assert.Contains(Texts["erasure.models"], page.Markup, StringComparison.Ordinal));
        page.FindAll("input")[^1].Input("request 12");
        Assert.True(Button(page, "erasure.act").HasAttribute("disabled"), "A model without a decision must hold the act back.");
        page.FindAll("select")[^1].Change("Delete");
        Button(page, "erasure.act").Click();

        page.WaitForAssertion(() => Assert.Contains("request 12", page.Find("table").TextContent, StringComparison.Ordinal));
        Assert.Contains(Texts["erasure.none"], page.Markup, StringComparison.Ordinal);
        Assert.False(Services.GetRequiredService<BlobStore>().Has(hash));
    }

    [Fact]
    public void Back_up_now_makes_one_that_is_listed_with_the_way_to_restore_it()
    {
        var panel = Render<BackupPanel>();
        Assert.Contains(Texts["storage.backups.none"], panel.Markup, StringComparison.Ordinal);

        Button(panel, "storage.backups.now").Click();

        panel.WaitForAssertion(() => Assert.Contains(Texts["storage.backups.good"], panel.Markup, StringComparison.Ordinal));
        var made = Assert.Single(Services.GetRequiredService<BackupFolder>().List());
        Assert.Contains($"restore --from {made.Path}", panel.Markup, StringComparison.Ordinal);
    }

    private AngleSharp.Dom.IElement Button<T>(IRenderedComponent<T> page, string code)
        where T : IComponent => page.FindAll("button").Single(b => b.TextContent.Contains(Texts[code], StringComparison.Ordinal));

    private async Task<ContentHash> KeepItemAsync()
    {
        using var bytes = new MemoryStream([1, 2, 3]);
        var blob = await Services.GetRequiredService<BlobStore>().AddAsync(bytes, Cancel);
        var version = KeepDataset("Pets", count: 1).Version;
        var run = new Run { Id = NewId(), Name = "Tea", DatasetVersionId = version.Id, FamilyId = "f", Preset = "own", Settings = "{}", Form = "{}", State = Core.Runs.RunState.Finished };
        var checkpoint = new Checkpoint { Id = NewId(), RunId = run.Id, Step = 1, BlobHash = blob.Hash.Hex };
        Keep(new Item { VersionId = version.Id, Index = 0, BlobHash = blob.Hash.Hex, Name = "cup.png" }, run, checkpoint);
        Keep(new Model { Id = NewId(), Name = "Tea", RunId = run.Id, CheckpointId = checkpoint.Id });
        return blob.Hash;
    }
}
