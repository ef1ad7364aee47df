using AigcStudio.Web.Accounts;

namespace AigcStudio.Web.Campaigns;

/// <summary><c>POST /api/verify</c>: the bytes of a file, answered with what the registry knows of it. The file is not kept.</summary>
internal static class VerifyEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/verify", async (HttpContext http, Verifier verifier, CancellationToken cancel) => await verifier.LookAsync(http.ViewerOf(), http.Request.Body, cancel))
            .RequireAuthorization(Policies.Reviewer)
            .WithTags("Campaigns")
            .Accepts<Stream>("application/octet-stream");
}
