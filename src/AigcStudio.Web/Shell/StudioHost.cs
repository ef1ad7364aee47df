namespace AigcStudio.Web.Shell;

/// <summary>Where the program finds what belongs to it, from wherever it is called.</summary>
public static class StudioHost
{
    /// <summary>A builder whose content root is found; the data root stays relative to the folder that the program is called from.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args) =>
        WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = ContentRoot(Directory.GetCurrentDirectory(), args) });

    /// <summary>
    /// Null, and so the folder it is called from, where that holds the settings as the project's does, or where the arguments name another; else the
    /// program's own: without its settings the studio would answer to any host name, and find no assets.
    /// </summary>
    public static string? ContentRoot(string folder, string[] args) =>
        File.Exists(Path.Combine(folder, "appsettings.json")) || args.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase))
            ? null
            : AppContext.BaseDirectory;
}
