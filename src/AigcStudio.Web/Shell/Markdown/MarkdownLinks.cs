namespace AigcStudio.Web.Shell.Markdown;

/// <summary>Which addresses that somebody wrote may become links: those of the web, of a mailbox, and of this studio.</summary>
internal static class MarkdownLinks
{
    /// <param name="leavesStudio">Whether it leads out of the studio.</param>
    /// <returns>False for whatever a browser could run (<c>javascript:</c>, <c>data:</c>), for other schemes, and for what is no address.</returns>
    public static bool MayFollow(string? address, out bool leavesStudio)
    {
        leavesStudio = false;
        if (string.IsNullOrEmpty(address))
        {
            return false;
        }
        if (address[0] == '/')
        {
            // "//host" and "/\host" are other hosts to a browser, not paths.
            return address.Length == 1 || address[1] is not ('/' or '\\');
        }
        leavesStudio = true;
        return Uri.TryCreate(address, UriKind.Absolute, out var found)
            && (found.Scheme == Uri.UriSchemeHttp || found.Scheme == Uri.UriSchemeHttps || found.Scheme == Uri.UriSchemeMailto);
    }
}
