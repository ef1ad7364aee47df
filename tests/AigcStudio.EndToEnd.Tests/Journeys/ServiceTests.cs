using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using AigcStudio.EndToEnd.Tests.Studio;

namespace AigcStudio.EndToEnd.Tests.Journeys;

/// <summary>The studio as <c>aigc-studio.service</c> runs it: told by the environment, HTTPS by a certificate of Kestrel's, notifying its manager.</summary>
[Trait("Lane", "Slow")]
public sealed class ServiceTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("aigc-service-");
    private readonly StringBuilder _said = new();

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task A_service_serves_https_by_its_certificate_says_ready_and_stopping_and_logs_json()
    {
        var (path, thumbprint) = Certificate();
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(Path.Combine(_root.FullName, "notify")));
        var address = new Uri($"https://127.0.0.1:{FreePort()}");
        using var service = Start(address, path);

        Assert.Contains("READY=1", await HearAsync(manager), StringComparison.Ordinal);
        using (var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, SslOptions = Only(thumbprint) }))
        {
            using var page = await client.GetAsync(new Uri(address, "/sign-in"), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            Assert.All(page.Headers.GetValues("Set-Cookie"), c => Assert.Matches("(?i)^__Host-.*secure", c));
        }

        using (var kill = Process.Start("kill", ["-TERM", File.ReadAllText(Path.Combine(_root.FullName, "systemd.pid")).Trim()]))
        {
            Assert.Contains("STOPPING=1", await HearAsync(manager), StringComparison.Ordinal);
        }

        await service.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(service.ExitCode == 0, _said.ToString());
        Assert.Contains("\"Category\":\"Microsoft.Hosting.Lifetime\"", _said.ToString(), StringComparison.Ordinal);
    }

    // A studio knows a service manager by its parent's name, which a script gives itself; it ends as its child ends.
    private Process Start(Uri address, string certificate)
    {
        var manager = Path.Combine(_root.FullName, "systemd");
        File.WriteAllText(manager, "#!/bin/sh\n\"$1\" &\necho $! > \"$0.pid\"\nwait $!\n");
        File.SetUnixFileMode(manager, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo(manager, [StudioProcess.Program])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(StudioProcess.Program),
        };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["NOTIFY_SOCKET"] = Path.Combine(_root.FullName, "notify"),
            ["ASPNETCORE_URLS"] = address.ToString().TrimEnd('/'),
            ["Kestrel__Certificates__Default__Path"] = certificate,
            ["Studio__DataRoot"] = Path.Combine(_root.FullName, "data"),
            ["Studio__DemoData"] = "false",
            ["Studio__MeasureAtStart"] = "false",
            ["Logging__Console__FormatterName"] = "json",
        })
        {
            start.Environment[name] = value;
        }

        var service = Process.Start(start)!;
        service.OutputDataReceived += (_, line) => _said.AppendLine(line.Data);
        service.ErrorDataReceived += (_, line) => _said.AppendLine(line.Data);
        service.BeginOutputReadLine();
        service.BeginErrorReadLine();
        return service;
    }

    private async Task<string> HearAsync(Socket manager)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var buffer = new byte[1_000];
        try
        {
            return Encoding.UTF8.GetString(buffer, 0, await manager.ReceiveAsync(buffer, late.Token));
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException(_said.ToString());
        }
    }

    private (string Path, string Thumbprint) Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var path = Path.Combine(_root.FullName, "studio.pfx");
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx));
        return (path, certificate.Thumbprint);
    }

    private static SslClientAuthenticationOptions Only(string thumbprint) => new()
    {
        RemoteCertificateValidationCallback = (_, seen, _, _) => seen is X509Certificate2 certificate && certificate.Thumbprint == thumbprint,
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
