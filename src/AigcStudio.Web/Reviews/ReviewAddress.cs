using AigcStudio.Core.Datasets;
using AigcStudio.Data.Reviews;
using Microsoft.AspNetCore.Mvc;

namespace AigcStudio.Web.Reviews;

/// <summary>What a reviewer works on as it stands in an address: the same names on the pages and in the API.</summary>
public sealed record ReviewAddress
{
    [FromQuery(Name = "modality")] public string? Modality { get; init; }

    [FromQuery(Name = "modelId")] public Guid? ModelId { get; init; }

    [FromQuery(Name = "runId")] public Guid? RunId { get; init; }

    [FromQuery(Name = "requestId")] public Guid? RequestId { get; init; }

    [FromQuery(Name = "order")] public string? Order { get; init; }

    public ReviewFilter ToFilter() => new(
        KindOf(Modality),
        ModelId,
        RunId,
        RequestId,
        Enum.TryParse<ReviewOrder>(Order, ignoreCase: true, out var order) ? order : ReviewOrder.Newest);

    /// <summary>The kind that an address names; null where it names none.</summary>
    public static Modality? KindOf(string? text) => Enum.TryParse<Modality>(text, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null;

    /// <summary>A page of the desk with this filter.</summary>
    /// <param name="page">For example <c>review/focus</c>.</param>
    /// <param name="more">Further names and values; those that are null are left out.</param>
    public static string Of(string page, ReviewFilter filter, params IEnumerable<(string Name, object? Value)> more)
    {
        (string Name, object? Value)[] all =
        [
            ("modality", filter.Modality?.ToString().ToLowerInvariant()),
            ("modelId", filter.ModelId),
            ("runId", filter.RunId),
            ("requestId", filter.RequestId),
            ("order", filter.Order == ReviewOrder.Newest ? null : "disagreements"),
            .. more,
        ];
        var parts = string.Join('&', all.Where(p => p.Value is not null).Select(p => $"{p.Name}={Uri.EscapeDataString(p.Value!.ToString()!)}"));
        return parts.Length == 0 ? page : $"{page}?{parts}";
    }
}
