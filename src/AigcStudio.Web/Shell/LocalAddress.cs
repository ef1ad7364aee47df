namespace AigcStudio.Web.Shell;

/// <summary>Where to go next, as a link or form said: only ever within the studio.</summary>
public static class LocalAddress
{
    public static string Of(string? address) =>
        address is ['/', not ('/' or '\\'), ..] && !address.Any(char.IsControl) ? address : "/";
}
