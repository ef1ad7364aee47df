using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace AigcStudio.Tests.Notifications;

/// <summary>A program that takes the webhook's posts, on a port of its own, and answers as it is told.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly HttpListener _listener = new();

    public Receiver()
    {
        var port = FreePort();
        Address = $"http://127.0.0.1:{port}/hook";
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    public HttpStatusCode Answer { get; set; } = HttpStatusCode.NoContent;

    public string? Location { get; set; }

    /// <summary>Path, body, signature and id of every post, in order.</summary>
    public ConcurrentQueue<(string Path, byte[] Body, string? Signature, string? Id)> Posts { get; } = new();

    public void Dispose() => _listener.Close();

    public static string TextOf(byte[] body) => Encoding.UTF8.GetString(body);

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                Posts.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray(), context.Request.Headers["X-Studio-Signature"], context.Request.Headers["X-Studio-Delivery"]));
                context.Response.StatusCode = (int)Answer;
                context.Response.RedirectLocation = Location;
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }
}
