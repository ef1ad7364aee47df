using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace AigcStudio.Web.Shell;

/// <summary>Whose word about the browser's address, scheme and host is taken: the proxies', and nobody's where there is none.</summary>
/// <param name="Networks">Each an address or a network; none: the loopback.</param>
public sealed record KnownProxies(IReadOnlyList<IPNetwork> Networks)
{
    private static readonly KnownProxies Loopback = new([IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")]);

    /// <summary>Reads <c>10.0.0.7, 10.1.0.0/16</c>; empty for the loopback.</summary>
    /// <returns>Null where a part is neither an address nor a network.</returns>
    public static KnownProxies? Parse(string text)
    {
        var parts = text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var networks = parts.Select(Read).OfType<IPNetwork>().ToList();
        return networks.Count != parts.Length ? null : parts.Length == 0 ? Loopback : new KnownProxies(networks);
    }

    /// <summary>
    /// The whole of it, whatever <c>ASPNETCORE_FORWARDEDHEADERS_ENABLED</c> made of it before: that switch believes everyone.
    /// </summary>
    /// <param name="behindProxy">False: no forwarded header counts.</param>
    /// <param name="hosts">What a forwarded host may be, as <c>AllowedHosts</c> says.</param>
    public void Apply(ForwardedHeadersOptions options, bool behindProxy, string? hosts)
    {
        options.ForwardedHeaders = behindProxy
            ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost
            : ForwardedHeaders.None;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in Networks)
        {
            options.KnownIPNetworks.Add(network);
        }

        var names = (hosts ?? "*").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        options.AllowedHosts = names.Contains("*") ? [] : names;
    }

    private static IPNetwork? Read(string part) =>
        IPNetwork.TryParse(part, out var network) ? network
        : IPAddress.TryParse(part, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}
