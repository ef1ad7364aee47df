using System.Collections.Frozen;
using System.Reflection;
using AigcStudio.Core.Accounts;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace AigcStudio.Web.Shell;

/// <summary>A place that navigation leads to.</summary>
/// <param name="Code">Of its name in the resources.</param>
/// <param name="Letter">After <c>g</c> on the keyboard.</param>
/// <param name="OnPhone">It has a place of its own in the bar at the bottom of a phone.</param>
public sealed record Place(string Code, string Href, string Icon, string Letter, Role Role, bool OnPhone)
{
    private static readonly FrozenSet<string> Routes = typeof(Place).Assembly.GetTypes()
        .SelectMany(t => t.GetCustomAttributes<RouteAttribute>())
        .Select(r => r.Template)
        .ToFrozenSet();

    private static readonly Place[] All =
    [
        new("nav.home", "/", Icons.Material.Outlined.Home, "h", Role.Reviewer, true),
        new("nav.datasets", "/datasets", Icons.Material.Outlined.PhotoLibrary, "d", Role.Creator, true),
        new("nav.runs", "/runs", Icons.Material.Outlined.Timeline, "r", Role.Creator, true),
        new("nav.models", "/models", Icons.Material.Outlined.AutoAwesome, "m", Role.Creator, false),
        new("nav.replies", "/replies", Icons.Material.Outlined.QuestionAnswer, "q", Role.Reviewer, false),
        new("nav.gallery", "/gallery", Icons.Material.Outlined.GridView, "g", Role.Reviewer, true),
        new("nav.boards", "/boards", Icons.Material.Outlined.Dashboard, "b", Role.Reviewer, false),
        new("nav.campaigns", "/campaigns", Icons.Material.Outlined.Campaign, "c", Role.Reviewer, false),
        new("nav.review", "/review", Icons.Material.Outlined.StarOutline, "v", Role.Reviewer, false),
        new("nav.jobs", "/admin/jobs", Icons.Material.Outlined.PlaylistPlay, "j", Role.Admin, false),
        new("nav.devices", "/admin/devices", Icons.Material.Outlined.Memory, "e", Role.Admin, false),
        new("nav.storage", "/admin/storage", Icons.Material.Outlined.Storage, "o", Role.Admin, false),
        new("nav.erasure", "/admin/erasure", Icons.Material.Outlined.DeleteForever, "x", Role.Admin, false),
        new("nav.people", "/admin/people", Icons.Material.Outlined.PeopleOutline, "p", Role.Admin, false),
        new("nav.audit", "/admin/audit", Icons.Material.Outlined.FactCheck, "a", Role.Admin, false),
        new("nav.notifications", "/admin/notifications", Icons.Material.Outlined.NotificationsNone, "n", Role.Admin, false),
        new("nav.settings", "/admin/settings", Icons.Material.Outlined.Tune, "s", Role.Admin, false),
    ];

    public bool Admin => Role == Role.Admin;

    /// <summary>True where a path is this place or lies below it.</summary>
    /// <param name="path">From the root, for example <c>/models/play</c>; a query may follow.</param>
    public bool Holds(string path) => path.Split('?')[0] is var page && (page == Href || page.StartsWith(Href + "/", StringComparison.Ordinal));

    /// <summary>What this person may enter and what this build has: no link leads nowhere. Who only reviews has the desk in the phone's bar.</summary>
    public static IReadOnlyList<Place> For(Viewer viewer) =>
        [.. All.Where(p => viewer.Role >= p.Role && Routes.Contains(p.Href)).Select(p => p.Code == "nav.review" && !viewer.CanCreate ? p with { OnPhone = true } : p)];
}
