using System.ComponentModel.DataAnnotations;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using AigcStudio.Web.Accounts;

namespace AigcStudio.Web.Datasets;

/// <summary>Where the material comes from; <paramref name="Confirmed"/> says that the person vouches for it.</summary>
public sealed record RightsBody(string Statement, bool Confirmed);

public sealed record NewDatasetBody([property: Required] string Name, Modality Modality, RightsBody? Rights);

/// <summary>What is null stays as it is.</summary>
public sealed record ChangedDatasetBody(string? Name, Visibility? Visibility, RightsBody? Rights);

internal static class DatasetEndpoints
{
    public static void MapDatasetActs(this IEndpointRouteBuilder datasets)
    {
        datasets.MapPost("/", CreateAsync);
        datasets.MapGet("/", (HttpContext http, DatasetReader reader, Guid? after, int? take, bool? trashed, CancellationToken cancel) =>
            reader.ListAsync(http.ViewerOf(), trashed ?? false, after, take ?? 50, cancel));
        datasets.MapGet("/{id:guid}", (HttpContext http, DatasetReader reader, Guid id, CancellationToken cancel) =>
            reader.GetAsync(http.ViewerOf(), id, cancel));
        datasets.MapPatch("/{id:guid}", ChangeAsync);
        datasets.MapPost("/{id:guid}/freeze", FreezeAsync);
        datasets.MapPost("/{id:guid}/reopen", ReopenAsync);
        datasets.MapDelete("/{id:guid}", TrashAsync);
        datasets.MapPost("/{id:guid}/restore", RestoreAsync);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext http, DatasetTable table, DatasetReader reader, NewDatasetBody body, CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        var id = await table.CreateAsync(
            viewer, body.Name, body.Modality, body.Rights?.Statement ?? "", body.Rights?.Confirmed ?? false, cancel);
        return Results.Created($"/api/datasets/{id}", await reader.GetAsync(viewer, id, cancel));
    }

    private static async Task<DatasetDetail> ChangeAsync(
        HttpContext http, DatasetTable table, DatasetReader reader, Guid id, ChangedDatasetBody body, CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        if (body.Name is { } name)
        {
            await table.RenameAsync(viewer, id, name, cancel);
        }

        if (body.Visibility is { } visibility)
        {
            await table.ShowToAsync(viewer, id, visibility, cancel);
        }

        if (body.Rights is { } rights)
        {
            await table.StateRightsAsync(viewer, id, rights.Statement, rights.Confirmed, cancel);
        }

        return await reader.GetAsync(viewer, id, cancel);
    }

    /// <summary>Accepted: the version is there, and frozen when its import has succeeded.</summary>
    private static async Task<IResult> FreezeAsync(
        HttpContext http, VersionFreezer freezer, DatasetReader reader, Guid id, CancellationToken cancel)
    {
        var viewer = http.ViewerOf();
        var version = await freezer.FreezeAsync(viewer, id, cancel);
        var detail = await reader.GetAsync(viewer, id, cancel);
        return Results.Accepted($"/api/datasets/{id}", detail.Versions.Single(v => v.Id == version));
    }

    private static async Task<DatasetDetail> ReopenAsync(
        HttpContext http, VersionFreezer freezer, DatasetReader reader, Guid id, CancellationToken cancel)
    {
        await freezer.ReopenAsync(http.ViewerOf(), id, cancel);
        return await reader.GetAsync(http.ViewerOf(), id, cancel);
    }

    private static async Task<IResult> TrashAsync(HttpContext http, DatasetTable table, Guid id, CancellationToken cancel)
    {
        await table.TrashAsync(http.ViewerOf(), id, cancel);
        return Results.NoContent();
    }

    private static async Task<DatasetDetail> RestoreAsync(
        HttpContext http, DatasetTable table, DatasetReader reader, Guid id, CancellationToken cancel)
    {
        await table.RestoreAsync(http.ViewerOf(), id, cancel);
        return await reader.GetAsync(http.ViewerOf(), id, cancel);
    }
}
