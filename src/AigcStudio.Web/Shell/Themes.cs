namespace AigcStudio.Web.Shell;

/// <summary>Light, dark, or as the system says; kept in a cookie that our script may set.</summary>
public static class Themes
{
    public const string Cookie = "aigc-studio-theme";

    public static readonly IReadOnlyList<string> All = ["system", "light", "dark"];

    public static string Of(HttpContext context) =>
        context.Request.Cookies[Cookie] is { } theme && All.Contains(theme) ? theme : "system";
}
