namespace AigcStudio.Web.Shell;

/// <summary>Where the studio listens. Plain HTTP stays on this machine: passwords and keys would travel readable.</summary>
/// <param name="IsDefault">Nobody asked for anything else.</param>
public sealed record StudioAddresses(IReadOnlyList<Uri> Urls, bool IsDefault)
{
    public const string Default = "http://127.0.0.1:5080";

    /// <summary>True where every address is HTTPS, so that cookies can insist on it.</summary>
    public bool OnlyHttps => Urls.Count > 0 && Urls.All(u => u.Scheme == Uri.UriSchemeHttps);

    /// <summary>Reads what was asked for by <c>ASPNETCORE_URLS</c>, <c>--urls</c> or <c>Kestrel:Endpoints</c>; else the default.</summary>
    /// <exception cref="StartRefusedException">An address is plain HTTP and reachable from other machines.</exception>
    public static StudioAddresses From(IConfiguration configuration, bool behindProxy)
    {
        var asked = Asked(configuration).ToList();
        var urls = (asked.Count > 0 ? asked : [Default]).Select(Parse).ToList();
        var open = urls.Find(u => u.Scheme != Uri.UriSchemeHttps && !u.IsLoopback);
        return open is null || behindProxy
            ? new StudioAddresses(urls, asked.Count == 0)
            : throw new StartRefusedException(
                $"'{open}' is plain HTTP and can be reached from other machines. Use https:// with a certificate (Kestrel:Certificates:Default), "
                + "or 127.0.0.1 behind a proxy with Studio:BehindProxy=true.");
    }

    /// <summary>The address that a browser is told: one that the studio also answers under, which where it listens need not be.</summary>
    /// <param name="bound">Where it listens.</param>
    /// <param name="hosts">The names that it answers to, as <c>AllowedHosts</c> says.</param>
    /// <returns>Without a slash at its end.</returns>
    public static string ForBrowser(string bound, bool behindProxy, string? hosts)
    {
        var name = (hosts ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault(h => !h.Contains('*', StringComparison.Ordinal) && Uri.CheckHostName(h) == UriHostNameType.Dns && h != "localhost");
        if (behindProxy && name is not null)
        {
            return $"{Uri.UriSchemeHttps}://{name}";
        }

        var url = Parse(bound);
        var anywhere = url.Host is "0.0.0.0" or "[::]";
        return new UriBuilder(url) { Host = anywhere ? name ?? "localhost" : url.Host, Port = url.IsDefaultPort ? -1 : url.Port }.Uri.ToString().TrimEnd('/');
    }

    private static IEnumerable<string> Asked(IConfiguration configuration)
    {
        var urls = configuration["urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"]).OfType<string>();
        var ports = Ports("http_ports", "http").Concat(Ports("https_ports", "https"));
        return endpoints.Any() ? endpoints : urls.Length > 0 ? urls : ports;

        IEnumerable<string> Ports(string name, string scheme) =>
            (configuration[name] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Select(p => $"{scheme}://*:{p}");
    }

    private static Uri Parse(string text)
    {
        var hosted = text.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        return Uri.TryCreate(hosted, UriKind.Absolute, out var url)
            ? url
            : throw new StartRefusedException($"'{text}' is not an address to listen on; it looks like {Default}.");
    }
}
