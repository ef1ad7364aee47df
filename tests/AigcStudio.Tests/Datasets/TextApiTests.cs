using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using Xunit;

namespace AigcStudio.Tests.Datasets;

/// <summary>Texts and sounds from outside: kind, reading, preview, items, bytes and edits, over a real port.</summary>
public sealed class TextApiTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Texts_go_from_a_table_to_a_frozen_version_and_to_an_edited_one()
    {
        await using var studio = new ServedStudio();
        using var client = await studio.ClientAsync();
        var id = await DraftAsync(client, "text");
        var file = await UploadAsync(client, id, "r.csv", Archives.Text("intent,q,a\nplace,Where is it?,Here.\ntime,When?,\nplace,And where?,There.\ntime,How long?,Soon.\n"));
        var look = await ReadAsync(await client.PostAsync($"/api/datasets/{id}/files/{file}/preview", null, Cancel));
        Assert.Equal(["intent", "q", "a"], look["columns"]!.AsArray().Select(c => c!.ToString()));

        var chosen = await client.PutAsJsonAsync($"/api/datasets/{id}/files/{file}/reading", new { cut = "lines", text = "q", label = "intent", reply = "a" }, Cancel);
        Assert.Equal("Here.", (await ReadAsync(chosen))["texts"]![0]!["reply"]!.ToString());
        var wrong = await client.PutAsJsonAsync($"/api/datasets/{id}/files/{file}/reading", new { cut = "lines", text = "q", label = "q" }, Cancel);
        Assert.Equal("import.text.badReading", (await ReadAsync(wrong))["code"]!.ToString());

        var version = await FreezeAsync(client, id, 0);
        Assert.Equal((3, 6), (version["count"]!.GetValue<int>(), version["typicalReplyBytes"]!.GetValue<int>()));
        var items = await ReadAsync(await client.GetAsync($"/api/datasets/{id}/versions/{version["id"]}/items", Cancel));
        Assert.Equal(("Where is it?", "Here."), (items["items"]![0]!["text"]!.ToString(), items["items"]![0]!["reply"]!.ToString()));

        var edit = new { labels = new Dictionary<string, string> { ["place"] = "where" }, replacements = new[] { new { find = "There", with = "Yonder", @in = "replies" } } };
        var preview = await ReadAsync(await client.PostAsJsonAsync($"/api/datasets/{id}/edits/preview", edit, Cancel));
        Assert.Equal((2, 3), (preview["changed"]!.GetValue<int>(), preview["items"]!.GetValue<int>()));
        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsJsonAsync($"/api/datasets/{id}/edits", edit, Cancel)).StatusCode);
        var edited = await FrozenAsync(client, id, 2);
        items = await ReadAsync(await client.GetAsync($"/api/datasets/{id}/versions/{edited["id"]}/items", Cancel));
        Assert.Equal("Yonder.", items["items"]![1]!["reply"]!.ToString());
    }

    [Fact]
    public async Task A_sound_is_served_in_parts_with_its_type_and_only_to_who_may_see_it()
    {
        await using var studio = new ServedStudio();
        using var client = await studio.ClientAsync();
        var id = await DraftAsync(client, "audio");
        await UploadAsync(client, id, "yes_1.wav", PlainMedia.Sound(1, 700));
        await UploadAsync(client, id, "no_1.wav", PlainMedia.Sound(2, 900));
        var choices = await ReadAsync(await client.PutAsJsonAsync($"/api/datasets/{id}/files/labels", new { labels = "firstWord" }, Cancel));
        Assert.Equal(("firstWord", 2), (choices["chosen"]!.ToString(), choices["firstWords"]!.GetValue<int>()));
        var version = await FreezeAsync(client, id, 0);
        Assert.Equal(["no", "yes"], version["labels"]!.AsArray().Select(l => l!.ToString()));

        var address = $"/api/datasets/{id}/versions/{version["id"]}/items/0/sound";
        var whole = await client.GetAsync(address, Cancel);
        var bytes = await whole.Content.ReadAsByteArrayAsync(Cancel);
        Assert.Equal(("audio/wav", "nosniff"), (whole.Content.Headers.ContentType!.MediaType, whole.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Contains("private", whole.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        var asked = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(2, 5) } };
        var part = await client.SendAsync(asked, Cancel);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(bytes[2..6], await part.Content.ReadAsByteArrayAsync(Cancel));

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address.Replace("sound", "thumbnail", StringComparison.Ordinal), Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(address.Replace("/0/", "/7/", StringComparison.Ordinal), Cancel)).StatusCode);
        using var nobody = studio.CreateClient();
        using var reviewer = await studio.ClientAsync(Role.Reviewer);
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(address, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reviewer.GetAsync(address, Cancel)).StatusCode);
    }

    [Fact]
    public async Task Foreign_and_broken_files_are_told_in_the_report()
    {
        await using var studio = new ServedStudio();
        using var client = await studio.ClientAsync();
        var id = await DraftAsync(client, "text");
        await UploadAsync(client, id, "good.txt", Archives.Text("Tea\n"));
        await UploadAsync(client, id, "broken.txt", [(byte)'a', 0xFF]);
        await UploadAsync(client, id, "picture.png", PlainMedia.Picture(1));
        var version = await FreezeAsync(client, id, 0);
        Assert.Equal(
            ["import.text.notAText", "import.text.notUtf8"],
            version["health"]!["refusals"]!.AsArray().Select(r => r!["reason"]!["code"]!.ToString()).Order());
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!;

    private static async Task<Guid> DraftAsync(HttpClient client, string modality)
    {
        var answer = await client.PostAsJsonAsync("/api/datasets", new { name = "set", modality, rights = new { statement = "ours", confirmed = true } }, Cancel);
        var draft = await ReadAsync(answer);
        Assert.Equal(modality, draft["modality"]!.ToString());
        return Guid.Parse(draft["id"]!.ToString());
    }

    private static async Task<string> UploadAsync(HttpClient client, Guid id, string name, byte[] bytes) =>
        (await ReadAsync(await client.PostAsync($"/api/datasets/{id}/files?name={name}", new ByteArrayContent(bytes), Cancel)))["id"]!.ToString();

    private static async Task<JsonNode> FreezeAsync(HttpClient client, Guid id, int before)
    {
        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsync($"/api/datasets/{id}/freeze", null, Cancel)).StatusCode);
        return await FrozenAsync(client, id, before + 1);
    }

    private static async Task<JsonNode> FrozenAsync(HttpClient client, Guid id, int number)
    {
        JsonNode? version = null;
        await Wait.UntilAsync(
            async () =>
            {
                version = JsonNode.Parse(await client.GetStringAsync($"/api/datasets/{id}", Cancel))!["versions"]![0]!;
                return version["number"]!.GetValue<int>() == number && version["frozenAt"] is not null;
            },
            Cancel);
        return version!;
    }
}
