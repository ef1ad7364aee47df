using System.Globalization;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace AigcStudio.Web.Datasets;

/// <summary>Files by HTTP, streamed to the disk as they come; <c>Content-Range: bytes 100-199/1000</c> goes on with one.</summary>
internal static class UploadEndpoints
{
    /// <summary>Answer to HEAD: bytes that are safe, so where to go on.</summary>
    private const string OffsetHeader = "Upload-Offset";
    private const string LengthHeader = "Upload-Length";
    private const string IdHeader = "Upload-Id";

    public static void MapUploads(this IEndpointRouteBuilder datasets)
    {
        datasets.MapPost("/{id:guid}/files", ReceiveAsync)
            .Accepts<Stream>("application/octet-stream")
            .WithMetadata(new DisableRequestSizeLimitAttribute())
            .RequireRateLimiting(RateLimits.Upload);
        datasets.MapGet("/{id:guid}/files", (HttpContext http, DatasetUploads uploads, Guid id, CancellationToken cancel) =>
            uploads.ListAsync(http.ViewerOf(), id, cancel));
        datasets.MapMethods("/{id:guid}/files", [HttpMethods.Head], TellAsync);
        datasets.MapDelete("/{id:guid}/files/{fileId:guid}", RemoveAsync);
    }

    private static async Task<UploadedFile> ReceiveAsync(
        HttpContext http, DatasetUploads uploads, IOptions<UploadLimits> limits, Guid id, string name, CancellationToken cancel)
    {
        // The framework's 30 MB are meant for forms; what is right here is the studio's own cap.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = limits.Value.MaxFileBytes;
        }

        var (from, total) = RangeOf(http.Request);
        return await uploads.ReceiveAsync(http.ViewerOf(), id, name, from, total, http.Request.Body, cancel);
    }

    /// <summary>Where the body begins and how long the whole file is, if that was said.</summary>
    /// <exception cref="ImportException"><c>upload.badRange</c>.</exception>
    private static (long From, long? Total) RangeOf(HttpRequest request)
    {
        if (request.Headers.ContentRange.Count == 0)
        {
            return (0, request.ContentLength);
        }

        return ContentRangeHeaderValue.TryParse(request.Headers.ContentRange.ToString(), out var range)
            && range is { HasRange: true, HasLength: true, Unit.Value: "bytes" }
                ? (range.From!.Value, range.Length!.Value)
                : throw new ImportException("upload.badRange");
    }

    private static async Task TellAsync(HttpContext http, DatasetUploads uploads, Guid id, string name, CancellationToken cancel)
    {
        var clean = UploadName.Clean(name);
        var file = (await uploads.ListAsync(http.ViewerOf(), id, cancel)).FirstOrDefault(f => f.Name == clean)
            ?? throw RefusedException.NotFound();
        http.Response.Headers[OffsetHeader] = file.Received.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers[LengthHeader] = file.Length.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers[IdHeader] = file.Id.ToString();
        http.Response.Headers.CacheControl = "no-store";
    }

    private static async Task<IResult> RemoveAsync(HttpContext http, DatasetUploads uploads, Guid id, Guid fileId, CancellationToken cancel)
    {
        await uploads.RemoveAsync(http.ViewerOf(), id, fileId, cancel);
        return Results.NoContent();
    }
}
