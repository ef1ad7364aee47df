using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Storage;
using AigcStudio.Tests.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace AigcStudio.Tests.Gallery;

/// <summary>The gallery as a program sees it: who gets what, as what, and with which headers.</summary>
public sealed class GalleryApiTests : IAsyncLifetime
{
    private const string Words = "Tea for\n two.";

    private readonly StudioApp _app = new() { More = services => services.Replace(ServiceDescriptor.Singleton<IMedia>(new PlainGalleryMedia())) };
    private HttpClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _client = await _app.ClientAsync(Role.Reviewer);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Anothers_private_artifact_answers_like_a_missing_one_on_every_road()
    {
        foreach (var kind in Enum.GetValues<Modality>())
        {
            var hidden = await KeepAsync(kind, Visibility.Private);
            foreach (var id in new[] { hidden, Guid.CreateVersion7() })
            {
                var road = $"/api/artifacts/{id}";
                foreach (var address in new[] { road, $"{road}/file", $"{road}/thumbnail", $"{road}/sound", $"{road}/text", $"{road}/reviews" })
                {
                    Assert.Equal((address, HttpStatusCode.NotFound), (address, (await _client.GetAsync(address, Cancel)).StatusCode));
                }

                Assert.Equal(HttpStatusCode.NotFound, (await _client.PutAsJsonAsync($"{road}/rating", new { stars = 5 }, Cancel)).StatusCode);
                Assert.Equal(HttpStatusCode.NotFound, (await _client.PutAsJsonAsync($"{road}/review", new { state = "Approved" }, Cancel)).StatusCode);
                Assert.Equal(HttpStatusCode.NotFound, (await _client.DeleteAsync(road, Cancel)).StatusCode);
                Assert.Equal(HttpStatusCode.NotFound, (await ZipAsync(id)).StatusCode);
            }
        }
    }

    [Theory]
    [InlineData(Modality.Image, "thumbnail", "image/webp")]
    [InlineData(Modality.Audio, "sound", "audio/wav")]
    public async Task What_a_page_shows_is_kept_by_the_browser_and_asked_for_by_its_tag(Modality kind, string road, string type)
    {
        var address = $"/api/artifacts/{await KeepAsync(kind)}/{road}";
        var first = await _client.GetAsync(address, Cancel);

        Assert.Equal(type, first.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", first.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(first.Headers.CacheControl!.Private);
        var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await _client.SendAsync(again, Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_sound_is_played_marked_from_any_place_and_enters_no_registry()
    {
        var part = new HttpRequestMessage(HttpMethod.Get, $"/api/artifacts/{await KeepAsync(Modality.Audio)}/sound");
        part.Headers.Range = new RangeHeaderValue(0, PlainGalleryMedia.Mark.Length - 1);
        var answer = await _client.SendAsync(part, Cancel);

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(PlainGalleryMedia.Mark, await answer.Content.ReadAsByteArrayAsync(Cancel));
        await using var db = await DbAsync();
        Assert.Equal(0, await db.Exports.CountAsync(Cancel));
    }

    [Theory]
    [InlineData(Modality.Image, "png", "image/png", 11L)]
    [InlineData(Modality.Image, "jpg", "image/jpeg", 11L)]
    [InlineData(Modality.Audio, "wav", "audio/wav", 22L)]
    [InlineData(Modality.Audio, "flac", "audio/flac", 22L)]
    [InlineData(Modality.Text, "txt", "text/plain", null)]
    [InlineData(Modality.Text, "jsonl", "application/jsonl", null)]
    public async Task A_file_is_an_attachment_that_nobody_keeps_and_the_registry_knows(Modality kind, string format, string type, long? likeness)
    {
        var id = await KeepAsync(kind);
        var answer = await _client.GetAsync($"/api/artifacts/{id}/file?format={format}", Cancel);
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);

        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        await using var db = await DbAsync();
        var record = await db.Exports.SingleAsync(Cancel);
        Assert.Equal((id, ContentHash.Of(bytes).Hex), (record.ArtifactId, record.FileHash));
        Assert.Equal(likeness ?? (long)TextLikeness.Of(Words), record.PerceptualHash);
    }

    [Fact]
    public async Task A_format_of_another_kind_is_refused_with_those_that_there_are()
    {
        var answer = await _client.GetAsync($"/api/artifacts/{await KeepAsync(Modality.Text)}/file?format=mp3", Cancel);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "export.format"), (answer.StatusCode, problem["code"]!.ToString()));
        Assert.Contains("txt, jsonl, json", problem["detail"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_goes_out_with_header_lines_and_its_sidecar_knows_the_file()
    {
        var id = await KeepAsync(Modality.Text);
        var txt = await _client.GetByteArrayAsync($"/api/artifacts/{id}/file?format=txt", Cancel);
        var lines = Encoding.UTF8.GetString(txt).Split('\n');
        var beside = JsonNode.Parse(await _client.GetStringAsync($"/api/artifacts/{id}/file?format=json", Cancel))!;
        var line = JsonNode.Parse(await _client.GetStringAsync($"/api/artifacts/{id}/file?format=jsonl", Cancel))!;

        Assert.StartsWith("# AIGC: {\"Label\":\"1\"", lines[0], StringComparison.Ordinal);
        Assert.Equal($"# DigitalSourceType: {AigcLabel.SourceType}", lines[1]);
        Assert.Equal(["", "Tea for", " two.", ""], lines[2..]);
        Assert.Equal(ContentHash.Of(txt).Hex, beside["sha256"]!.ToString());
        Assert.Equal((Words, id.ToString()), (line["text"]!.ToString(), line["aigc"]!["ProduceID"]!.ToString()));
        Assert.Null(beside["text"]);
    }

    [Fact]
    public async Task A_zip_of_mixed_kinds_holds_each_in_its_format()
    {
        var ids = new List<Guid>();
        foreach (var kind in new[] { Modality.Image, Modality.Text, Modality.Audio, Modality.Text })
        {
            ids.Add(await KeepAsync(kind));
        }

        foreach (var (text, names) in new[] { ("txt", new[] { ".png", ".txt", ".txt.json", ".txt", ".txt.json", ".wav" }), ("jsonl", [".jsonl", ".png", ".wav"]) })
        {
            var answer = await ZipAsync(string.Join(',', ids), text);
            Assert.Equal((HttpStatusCode.OK, "application/zip"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Cancel));
            var endings = zip.Entries.Where(e => e.Name != "manifest.json").Select(e => e.Name[e.Name.IndexOf('.', StringComparison.Ordinal)..]);
            Assert.Equal(names.Order(), endings.Order());
            Assert.NotNull(zip.GetEntry("manifest.json"));
            if (text == "jsonl")
            {
                using var reader = new StreamReader(zip.GetEntry("texts.jsonl")!.Open());
                Assert.Equal(2, (await reader.ReadToEndAsync(Cancel)).TrimEnd('\n').Split('\n').Select(l => JsonNode.Parse(l)!["aigc"]!["Label"]!.ToString()).Count(l => l == "1"));
            }
        }
    }

    [Fact]
    public async Task A_format_that_this_host_cannot_write_is_refused_before_the_first_byte()
    {
        var answer = await ZipAsync((await KeepAsync(Modality.Audio)).ToString(), sound: "mp3");
        Assert.Equal("export.noFfmpeg", JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["code"]!.ToString());
    }

    private Task<HttpResponseMessage> ZipAsync(Guid id) => ZipAsync(id.ToString());

    private Task<HttpResponseMessage> ZipAsync(string ids, string text = "txt", string sound = "wav") => _client.PostAsync(
        "/api/artifacts/zip",
        new FormUrlEncodedContent([new("ids", ids), new("format", "png"), new("text", text), new("sound", sound)]),
        Cancel);

    private Task<StudioDb> DbAsync() => _app.Services.GetRequiredService<IDbContextFactory<StudioDb>>().CreateDbContextAsync(Cancel);

    private async Task<Guid> KeepAsync(Modality kind, Visibility visibility = Visibility.Shared)
    {
        var databases = _app.Services.GetRequiredService<IDbContextFactory<StudioDb>>();
        var owner = await _app.PersonAsync(Role.Creator);
        var bytes = kind == Modality.Audio ? PlainGalleryMedia.Wave(PlainGalleryMedia.Samples(1, 2, 3), 8_000) : Encoding.UTF8.GetBytes(Words);
        var blob = await _app.Services.GetRequiredService<BlobStore>().AddAsync(new MemoryStream(bytes), Cancel);
        var generation = await Shelf.LineageAsync(databases, owner.Id, blob.Hash.Hex);
        return (await Shelf.FillAsync(databases, generation, 1, visibility, _ => blob.Hash.Hex, _ => kind))[0].Id;
    }
}
