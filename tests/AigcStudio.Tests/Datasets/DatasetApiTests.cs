using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using AigcStudio.Core.Accounts;
using Xunit;

namespace AigcStudio.Tests.Datasets;

/// <summary>Datasets as a script sees them, over a real connection.</summary>
public sealed class DatasetApiTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 3_000_000).Select(i => (byte)(i * 13))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upload_goes_on_where_the_line_broke()
    {
        await using var studio = new ServedStudio();
        using var client = await studio.ClientAsync();
        var id = await DraftAsync(client);
        await SendHalfAndHangUpAsync(studio, id, await studio.SecretAsync());

        var at = await OffsetAsync(client, id);
        Assert.InRange(at, 1, Bytes.Length - 1);
        var whole = await PartAsync(client, id, (int)at, Bytes.Length);
        Assert.Equal(HttpStatusCode.OK, whole.StatusCode);
        var file = JsonNode.Parse(await whole.Content.ReadAsStringAsync(Cancel))!;
        Assert.True(file["isComplete"]!.GetValue<bool>());
        var stored = Path.Combine(studio.Uploads, Guid.Parse(file["id"]!.ToString()).ToString("N"));
        Assert.Equal(Bytes, await File.ReadAllBytesAsync(stored, Cancel));
    }

    [Fact]
    public async Task A_range_that_leaves_a_hole_is_refused_in_words()
    {
        await using var studio = new ServedStudio();
        using var client = await studio.ClientAsync();
        var refused = await PartAsync(client, await DraftAsync(client), 100, 200);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("upload.goOnAt", JsonNode.Parse(await refused.Content.ReadAsStringAsync(Cancel))!["code"]!.ToString());
    }

    [Fact]
    public async Task A_file_beyond_the_configured_cap_is_413_and_leaves_nothing()
    {
        await using var studio = new ServedStudio(("Uploads:MaxFileBytes", "1000000"));
        using var client = await studio.ClientAsync();
        using var upload = new HttpRequestMessage(HttpMethod.Post, $"/api/datasets/{await DraftAsync(client)}/files?name=a");
        upload.Content = new ByteArrayContent(Bytes);

        // Refused by its length alone, before a byte of it: a client that sends on meanwhile may find the line closed.
        upload.Headers.ExpectContinue = true;
        var refused = await client.SendAsync(upload, Cancel);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Empty(Directory.EnumerateFiles(studio.Uploads));
    }

    [Fact]
    public async Task Without_a_key_or_with_a_reviewers_nothing_is_taken()
    {
        await using var studio = new ServedStudio();
        using var creator = await studio.ClientAsync();
        var id = await DraftAsync(creator);
        using var nobody = studio.CreateClient();
        using var reviewer = await studio.ClientAsync(Role.Reviewer);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PartAsync(nobody, id, 0, 10)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PartAsync(reviewer, id, 0, 10)).StatusCode);
        Assert.Empty(Directory.EnumerateFiles(studio.Uploads));
    }

    [Fact]
    public async Task Freezing_without_rights_is_refused_and_with_them_leads_to_a_frozen_version()
    {
        await using var studio = new ServedStudio();
        using var client = await studio.ClientAsync();
        var id = await DraftAsync(client, confirmed: false);
        foreach (var i in Enumerable.Range(0, 12))
        {
            await client.PostAsync($"/api/datasets/{id}/files?name={i % 2}/{i}.png", new ByteArrayContent(PlainMedia.Picture(i)), Cancel);
        }

        var refused = await client.PostAsync($"/api/datasets/{id}/freeze", null, Cancel);
        Assert.Equal("datasets.rightsMissing", JsonNode.Parse(await refused.Content.ReadAsStringAsync(Cancel))!["code"]!.ToString());

        await client.PatchAsJsonAsync($"/api/datasets/{id}", new { rights = new { statement = "ours", confirmed = true } }, Cancel);
        Assert.Equal(HttpStatusCode.Accepted, (await client.PostAsync($"/api/datasets/{id}/freeze", null, Cancel)).StatusCode);
        var version = await FrozenAsync(client, id);
        Assert.Equal(12, version["count"]!.GetValue<int>());
        Assert.Equal(["0", "1"], version["labels"]!.AsArray().Select(l => l!.ToString()));

        var address = $"/api/datasets/{id}/versions/{version["id"]}/items";
        var first = JsonNode.Parse(await client.GetStringAsync($"{address}?take=5&label=1", Cancel))!;
        Assert.Equal(5, first["items"]!.AsArray().Count);
        var rest = JsonNode.Parse(await client.GetStringAsync($"{address}?take=5&label=1&after={first["next"]}", Cancel))!;
        Assert.Single(rest["items"]!.AsArray());
        Assert.Null(rest["next"]);

        var thumbnail = await client.GetAsync($"{address}/0/thumbnail?size=100", Cancel);
        Assert.Equal("image/webp", thumbnail.Content.Headers.ContentType!.MediaType);
        Assert.Equal("private, max-age=31536000, immutable", thumbnail.Headers.CacheControl!.ToString().Replace("max-age=31536000, private, immutable", "private, max-age=31536000, immutable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_list_is_paged_by_keyset_and_the_trash_is_apart()
    {
        await using var studio = new ServedStudio();
        using var client = await studio.ClientAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await DraftAsync(client));
        }

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/datasets/{ids[1]}", Cancel)).StatusCode);
        var first = JsonNode.Parse(await client.GetStringAsync("/api/datasets?take=3", Cancel))!;
        var second = JsonNode.Parse(await client.GetStringAsync($"/api/datasets?take=3&after={first["next"]}", Cancel))!;
        Assert.Equal(
            [ids[4], ids[3], ids[2], ids[0]],
            first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(d => Guid.Parse(d!["id"]!.ToString())));

        var trash = JsonNode.Parse(await client.GetStringAsync("/api/datasets?trashed=true", Cancel))!;
        Assert.Equal(ids[1].ToString(), Assert.Single(trash["items"]!.AsArray())!["id"]!.ToString());
        await client.PostAsync($"/api/datasets/{ids[1]}/restore", null, Cancel);
        Assert.Equal(5, JsonNode.Parse(await client.GetStringAsync("/api/datasets", Cancel))!["items"]!.AsArray().Count);
    }

    private static async Task<Guid> DraftAsync(HttpClient client, bool confirmed = true)
    {
        var answer = await client.PostAsJsonAsync("/api/datasets", new { name = "set", modality = "image", rights = new { statement = "ours", confirmed } }, Cancel);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return Guid.Parse(JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["id"]!.ToString());
    }

    private static Task<HttpResponseMessage> PartAsync(HttpClient client, Guid id, int from, int to)
    {
        var content = new ByteArrayContent(Bytes, from, to - from);
        content.Headers.ContentRange = new ContentRangeHeaderValue(from, to - 1, Bytes.Length);
        return client.PostAsync($"/api/datasets/{id}/files?name=a.zip", content, Cancel);
    }

    /// <summary>Half a request, byte by byte what a browser sends, and then no more.</summary>
    private static async Task SendHalfAndHangUpAsync(ServedStudio studio, Guid id, string secret)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(studio.Address.Host, studio.Address.Port, Cancel);
        var head = $"POST /api/datasets/{id}/files?name=a.zip HTTP/1.1\r\nHost: {studio.Address.Authority}\r\n" +
            $"Authorization: Bearer {secret}\r\nContent-Length: {Bytes.Length}\r\n\r\n";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), Cancel);
        await socket.GetStream().WriteAsync(Bytes.AsMemory(0, Bytes.Length / 2), Cancel);
        socket.Client.LingerState = new LingerOption(true, 5);
    }

    private static async Task<long> OffsetAsync(HttpClient client, Guid id)
    {
        for (var tries = 0; tries < 2_000; tries++)
        {
            var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/api/datasets/{id}/files?name=a.zip"), Cancel);
            if (head.IsSuccessStatusCode && long.Parse(head.Headers.GetValues("Upload-Offset").Single(), null) is var offset and > 0)
            {
                return offset;
            }
        }

        return 0;
    }

    private static async Task<JsonNode> FrozenAsync(HttpClient client, Guid id)
    {
        for (var tries = 0; tries < 3_000; tries++)
        {
            var version = JsonNode.Parse(await client.GetStringAsync($"/api/datasets/{id}", Cancel))!["versions"]![0]!;
            if (version["frozenAt"] is not null)
            {
                return version;
            }
        }

        throw new InvalidOperationException("The import did not end.");
    }
}
