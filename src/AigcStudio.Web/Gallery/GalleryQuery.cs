using System.Globalization;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Reviews;
using AigcStudio.Data.Gallery;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Gallery;

/// <summary>A filter as it stands in an address: the same names on the page and in the API.</summary>
public sealed record GalleryQuery
{
    /// <summary>In place of a board's id: what lies on no board.</summary>
    public const string NoBoard = "none";

    [FromQuery(Name = "modality")] public string? Modality { get; init; }

    [FromQuery(Name = "runId")] public Guid? RunId { get; init; }

    [FromQuery(Name = "modelId")] public Guid? ModelId { get; init; }

    [FromQuery(Name = "from")] public DateTimeOffset? From { get; init; }

    [FromQuery(Name = "to")] public DateTimeOffset? To { get; init; }

    [FromQuery(Name = "minRating")] public double? MinRating { get; init; }

    [FromQuery(Name = "label")] public string? Label { get; init; }

    [FromQuery(Name = "state")] public string? State { get; init; }

    [FromQuery(Name = "mine")] public bool? Mine { get; init; }

    [FromQuery(Name = "nearCopy")] public bool? NearCopy { get; init; }

    [FromQuery(Name = "trashed")] public bool? Trashed { get; init; }

    [FromQuery(Name = "order")] public string? Order { get; init; }

    /// <summary>A board's id, or <see cref="NoBoard"/>.</summary>
    [FromQuery(Name = "boardId")] public string? BoardId { get; init; }

    public GalleryFilter ToFilter() => new(
        Enum.TryParse<Modality>(Modality, ignoreCase: true, out var modality) ? modality : null,
        RunId,
        ModelId,
        From,
        To,
        MinRating > 0 ? MinRating : null,
        Label,
        Enum.TryParse<ReviewState>(State, ignoreCase: true, out var state) ? state : null,
        Mine ?? false,
        Trashed ?? false,
        NearCopy ?? false,
        string.IsNullOrEmpty(BoardId) || BoardId == NoBoard ? null : Guid.TryParse(BoardId, out var board) ? board : Guid.Empty,
        BoardId == NoBoard)
    {
        Order = Enum.TryParse<GalleryOrder>(Order, ignoreCase: true, out var order) ? order : GalleryOrder.Newest,
    };

    /// <summary>The filter as the end of an address, starting with <c>?</c>; empty where nothing is filtered.</summary>
    public static string Of(GalleryFilter filter)
    {
        var parts = new List<string>();
        Add("modality", filter.Modality?.ToString().ToLowerInvariant());
        Add("runId", filter.RunId?.ToString());
        Add("modelId", filter.ModelId?.ToString());
        Add("from", filter.From?.ToString("O", CultureInfo.InvariantCulture));
        Add("to", filter.To?.ToString("O", CultureInfo.InvariantCulture));
        Add("minRating", filter.MinStars?.ToString(CultureInfo.InvariantCulture));
        Add("label", filter.Label);
        Add("state", filter.State?.ToString().ToLowerInvariant());
        Add("mine", filter.Mine ? "true" : null);
        Add("nearCopy", filter.NearCopy ? "true" : null);
        Add("order", filter.Order == GalleryOrder.Newest ? null : filter.Order.ToString().ToLowerInvariant());
        Add("boardId", filter.WithoutBoard ? NoBoard : filter.BoardId?.ToString());
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }
    }
}
