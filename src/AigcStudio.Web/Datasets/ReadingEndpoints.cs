using AigcStudio.Data.Datasets;
using AigcStudio.Web.Accounts;

namespace AigcStudio.Web.Datasets;

/// <summary>How waiting files are read: the choice, and a look at what would come of it.</summary>
internal static class ReadingEndpoints
{
    public static void MapReadings(this IEndpointRouteBuilder datasets)
    {
        datasets.MapPut("/{id:guid}/files/{fileId:guid}/reading", ReadTextsAsync);
        datasets.MapPost("/{id:guid}/files/{fileId:guid}/preview", (
            HttpContext http, DatasetReadings readings, Guid id, Guid fileId, TextReading? body, CancellationToken cancel) =>
            readings.PreviewAsync(http.ViewerOf(), id, fileId, body, cancel));
        datasets.MapGet("/{id:guid}/files/labels", (HttpContext http, DatasetReadings readings, Guid id, CancellationToken cancel) =>
            readings.LabelChoicesAsync(http.ViewerOf(), id, cancel));
        datasets.MapPut("/{id:guid}/files/labels", LabelSoundsAsync);
    }

    /// <summary>Answers with the first items as they will be cut.</summary>
    private static async Task<FilePreview> ReadTextsAsync(
        HttpContext http, DatasetReadings readings, Guid id, Guid fileId, TextReading body, CancellationToken cancel)
    {
        await readings.ReadTextsAsync(http.ViewerOf(), id, fileId, body, cancel);
        return await readings.PreviewAsync(http.ViewerOf(), id, fileId, null, cancel);
    }

    private static async Task<SoundLabelChoices> LabelSoundsAsync(
        HttpContext http, DatasetReadings readings, Guid id, SoundReading body, CancellationToken cancel)
    {
        await readings.ReadSoundsAsync(http.ViewerOf(), id, body, cancel);
        return await readings.LabelChoicesAsync(http.ViewerOf(), id, cancel);
    }
}
