using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Data;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Models;
using AigcStudio.Data.Runs;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AigcStudio.Tests.Storage.Erasing;

/// <summary>What the pages do, by the API: backups, and an erasure from the search to the record of it.</summary>
public sealed class ErasureApiTests : IAsyncDisposable
{
    private readonly StudioApp _studio = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task An_administrator_backs_up_finds_looks_decides_and_erases()
    {
        using var admin = await _studio.ClientAsync(Role.Admin);
        var (hash, model) = await KeepAsync();

        var made = await admin.PostAsync("/api/storage/backups", null, Cancel);
        var backups = await admin.GetFromJsonAsync<JsonObject>("/api/storage/backups", Cancel);
        var found = await admin.GetFromJsonAsync<JsonObject>("/api/erasures/items?words=Nordlys&rightsHolder=true", Cancel);
        var preview = await (await admin.PostAsJsonAsync("/api/erasures/preview", new { hashes = new[] { hash } }, Cancel)).Content.ReadFromJsonAsync<JsonObject>(Cancel);
        var undecided = await admin.PostAsJsonAsync("/api/erasures", new { hashes = new[] { hash }, reason = "request 12" }, Cancel);
        var reasonless = await admin.PostAsJsonAsync("/api/erasures", new { hashes = new[] { hash } }, Cancel);
        var done = await admin.PostAsJsonAsync(
            "/api/erasures", new { hashes = new[] { hash }, reason = "request 12", fates = new[] { new { modelId = model, fate = "Delete" } } }, Cancel);
        var past = await admin.GetFromJsonAsync<JsonObject>("/api/erasures", Cancel);

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(1, backups!["items"]![0]!["manifest"]!["blobs"]!.GetValue<int>());
        Assert.Equal(hash, Assert.Single(found!["items"]!.AsArray())!["hash"]!.GetValue<string>());
        Assert.Equal((1, 1), (preview!["copies"]!.GetValue<int>(), preview["models"]!.AsArray().Count));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (undecided.StatusCode, reasonless.StatusCode));
        Assert.Contains("Decide what becomes of each model first: Tea", await undecided.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, done.StatusCode);
        Assert.Equal("request 12", Assert.Single(past!["items"]!.AsArray())!["reason"]!.GetValue<string>());
        Assert.False(_studio.Services.GetRequiredService<BlobStore>().Has(ContentHash.Parse(hash)));
    }

    private async Task<(string Hash, Guid Model)> KeepAsync()
    {
        using var bytes = new MemoryStream([1, 2, 3]);
        var blob = await _studio.Services.GetRequiredService<BlobStore>().AddAsync(bytes, Cancel);
        await using var db = await _studio.Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel);
        var version = new DatasetVersion { Id = Guid.CreateVersion7(), Number = 1, Count = 1, Dataset = new Dataset { Id = Guid.CreateVersion7(), Name = "set", RightsStatement = "By leave of Nordlys." } };
        var run = new Run { Id = Guid.CreateVersion7(), Name = "Tea", DatasetVersionId = version.Id, FamilyId = "f", Preset = "own", Settings = "{}", Form = "{}", State = Core.Runs.RunState.Finished };
        var checkpoint = new Checkpoint { Id = Guid.CreateVersion7(), RunId = run.Id, Step = 1, BlobHash = blob.Hash.Hex };
        var model = new Model { Id = Guid.CreateVersion7(), Name = "Tea", RunId = run.Id, CheckpointId = checkpoint.Id };
        db.AddRange(version, new Item { VersionId = version.Id, Index = 0, BlobHash = blob.Hash.Hex, Name = "cup.png" }, run, checkpoint, model);
        await db.SaveChangesAsync(Cancel);
        return (blob.Hash.Hex, model.Id);
    }
}
