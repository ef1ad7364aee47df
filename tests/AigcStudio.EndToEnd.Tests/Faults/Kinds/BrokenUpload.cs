using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.EndToEnd.Tests.Faults.Kinds;

/// <summary>An upload breaks at some byte, because the line went half dead or the studio was killed, and goes on where the studio says.</summary>
internal sealed class BrokenUpload : IFault
{
    private const string Name = "pictures.zip";

    string IFault.Name => "broken-upload";

    public async Task<string> StrikeAsync(FaultLab lab, Guid run, Random chance)
    {
        var bytes = await File.ReadAllBytesAsync(FaultLab.Pictures);
        var (cut, killed) = (chance.Next(1, bytes.Length), chance.Next(2) == 0);
        await lab.ReachAsync(run, 1);
        var dataset = await lab.Api.DraftAsync("Broken upload");
        await SendHalfAsync(lab, dataset, bytes, cut, killed);
        await lab.StartIfDeadAsync();
        await GoOnAsync(lab, dataset, bytes);
        var version = await lab.Api.FreezeAsync(dataset);
        var counts = await lab.Store.RowsAsync(
            "SELECT Count FROM DatasetVersions WHERE Id IN ($one, $other)", ("$one", StudioStore.Key(version)), ("$other", StudioStore.Key(lab.Version)));
        Assert.Equal(counts[0], counts[1]);
        return $"byte {cut} of {bytes.Length}, {(killed ? "studio killed" : "line closed")}";
    }

    private static async Task SendHalfAsync(FaultLab lab, Guid dataset, byte[] bytes, int cut, bool killed)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(lab.Studio.Address.Host, lab.Studio.Address.Port);
        var head =
            $"POST /api/datasets/{dataset}/files?name={Name} HTTP/1.1\r\nHost: {lab.Studio.Address.Authority}\r\n" +
            $"Authorization: {lab.Api.Client.DefaultRequestHeaders.Authorization}\r\nContent-Type: application/octet-stream\r\nContent-Length: {bytes.Length}\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
        await client.GetStream().WriteAsync(bytes.AsMemory(0, cut));
        if (killed)
        {
            await lab.KillStudioAsync();
        }
        else
        {
            await ArrivedAsync(lab, cut);
            client.Client.Shutdown(SocketShutdown.Send);
            await KeptAsync(lab, dataset, cut);
        }
    }

    // What is still on the line, or in the server's hands, when the end of it comes is nobody's yet.
    private static Task ArrivedAsync(FaultLab lab, int cut) => Eventually.TrueAsync(
        () => Task.FromResult(Directory.EnumerateFiles(Path.Combine(lab.Studio.DataRoot, "uploads")).Any(f => new FileInfo(f).Length == cut)),
        TimeSpan.FromMinutes(1), () => $"{cut} bytes did not arrive.");

    // Whatever the studio wrote before the line broke is kept, and told to whoever goes on.
    private static Task KeptAsync(FaultLab lab, Guid dataset, int cut)
    {
        var offset = "";
        return Eventually.TrueAsync(
            async () =>
            {
                using var told = await lab.Api.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/api/datasets/{dataset}/files?name={Name}"));
                offset = told.IsSuccessStatusCode ? told.Headers.GetValues("Upload-Offset").Single() : $"{told.StatusCode}";
                return offset == $"{cut}";
            },
            TimeSpan.FromMinutes(1), () => $"{cut} bytes had come, and the studio would go on at {offset}.");
    }

    private static Task GoOnAsync(FaultLab lab, Guid dataset, byte[] bytes)
    {
        var answer = "";
        return Eventually.TrueAsync(
            async () =>
            {
                var address = $"/api/datasets/{dataset}/files?name={Name}";
                using var told = await lab.Api.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
                var from = told.IsSuccessStatusCode ? int.Parse(told.Headers.GetValues("Upload-Offset").Single(), CultureInfo.InvariantCulture) : 0;
                using var content = new ByteArrayContent(bytes, from, bytes.Length - from);
                content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                content.Headers.ContentRange = new ContentRangeHeaderValue(from, bytes.Length - 1, bytes.Length);
                using var sent = await lab.Api.Client.PostAsync(address, content);
                answer = await sent.Content.ReadAsStringAsync();

                // The studio may still hold the half-dead line's file.
                return sent.IsSuccessStatusCode;
            },
            TimeSpan.FromMinutes(1), () => $"The upload did not go on: {answer}");
    }
}
