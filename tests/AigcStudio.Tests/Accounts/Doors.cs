using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace AigcStudio.Tests.Accounts;

/// <summary>Reads from the running studio who may enter where.</summary>
internal static class Doors
{
    /// <summary>Every endpoint as <c>GET /path</c> with the role it asks for; static files are told apart by their own test.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<EndpointDataSource> sources) => sources
        .SelectMany(s => s.Endpoints)
        .OfType<RouteEndpoint>()
        .Where(e => !IsFile(e))
        .SelectMany(e => Methods(e).Select(m => (Door: $"{m} /{Words(e.RoutePattern)}", Role: RoleOf(e))))
        .DistinctBy(d => d.Door)
        .ToDictionary(d => d.Door, d => d.Role);

    public static bool IsFile(Endpoint endpoint) => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null ? ["PAGE"]
        : endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods.Except(["HEAD"]) : ["ANY"];

    private static string Words(RoutePattern pattern) => (pattern.RawText ?? "").Trim('/');

    private static string RoleOf(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return "anyone";
        }

        var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).ToHashSet();
        return new[] { "Admin", "Creator", "Reviewer" }.FirstOrDefault(policies.Contains) ?? "signed in";
    }
}
