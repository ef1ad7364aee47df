namespace AigcStudio.Web.Shell;

/// <summary>Where the program finds what belongs to it, from wherever it is called.</summary>
public static class StudioHost
{
    private const string Settings = "appsettings.json";

    /// <summary>
    /// The folder it is called from where that holds the settings, as the project's does; else the program's own: without them the studio
    /// would answer to any host name and find no assets. The data root stays relative to the folder it is called from.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(string[] args) => WebApplication.CreateBuilder(new WebApplicationOptions
    {
        Args = args,
        ContentRootPath = File.Exists(Settings) || args.Any(a => a.StartsWith("--contentRoot", StringComparison.OrdinalIgnoreCase)) ? null : AppContext.BaseDirectory,
    });
}
