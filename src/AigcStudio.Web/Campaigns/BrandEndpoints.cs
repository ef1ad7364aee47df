using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Campaigns;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Storage;
using AigcStudio.Web.Accounts;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Campaigns;

/// <summary><c>/api/brands</c>: how ads look and speak.</summary>
internal static class BrandEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var brands = routes.MapGroup("/api/brands").RequireAuthorization(Policies.Reviewer).WithTags("Campaigns");
        brands.MapGet("/", async (HttpContext http, BrandBook book, CancellationToken cancel) => await book.ListAsync(http.ViewerOf(), cancel));
        brands.MapGet("/{id:guid}", async (HttpContext http, BrandBook book, Guid id, CancellationToken cancel) => await book.GetAsync(http.ViewerOf(), id, cancel));
        brands.MapGet("/{id:guid}/logo", LogoAsync);

        var changes = brands.MapGroup("").RequireAuthorization(Policies.Creator);
        changes.MapPost("/", async (HttpContext http, BrandBook book, [FromBody] BrandAsk ask, CancellationToken cancel) =>
        {
            var id = await book.MakeAsync(http.ViewerOf(), ask.Book, ask.ToneWords ?? [], cancel);
            return Results.Created($"/api/brands/{id}", await book.GetAsync(http.ViewerOf(), id, cancel));
        });
        changes.MapPut("/{id:guid}", async (HttpContext http, BrandBook book, Guid id, [FromBody] BrandAsk ask, CancellationToken cancel) =>
        {
            await book.ChangeAsync(http.ViewerOf(), id, ask.Book, ask.ToneWords ?? [], cancel);
            return Results.NoContent();
        });
        changes.MapPut("/{id:guid}/published", async (HttpContext http, BrandBook book, Guid id, [FromBody] PublishedAsk ask, CancellationToken cancel) =>
        {
            await book.PublishAsync(http.ViewerOf(), id, ask.Published, cancel);
            return Results.NoContent();
        });
        changes.MapPut("/{id:guid}/logo", async (HttpContext http, BrandLogos logos, Guid id, CancellationToken cancel) =>
        {
            await logos.TakeAsync(http.ViewerOf(), id, http.Request.Body, cancel);
            return Results.NoContent();
        }).Accepts<Stream>("application/octet-stream");
        changes.MapDelete("/{id:guid}", async (HttpContext http, BrandBook book, Guid id, CancellationToken cancel) =>
        {
            await book.TrashAsync(http.ViewerOf(), id, cancel);
            return Results.NoContent();
        });
    }

    private static async Task<IResult> LogoAsync(HttpContext http, BrandBook book, BlobStore blobs, Guid id, CancellationToken cancel)
    {
        var brand = await book.GetAsync(http.ViewerOf(), id, cancel);
        var hash = ContentHash.Parse(brand.LogoBlobHash ?? throw RefusedException.NotFound());
        http.Response.Headers.CacheControl = "private, max-age=86400";
        return Results.File(blobs.PathOf(hash), "image/png");
    }

    internal sealed record BrandAsk(AdBrand Book, IReadOnlyList<string>? ToneWords);

    internal sealed record PublishedAsk(bool Published);
}
