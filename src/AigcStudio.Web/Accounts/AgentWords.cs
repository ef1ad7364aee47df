using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Accounts;

/// <summary>A browser in words, from how it calls itself: enough for a person to tell their own apart.</summary>
internal static class AgentWords
{
    // The first that fits: Chromium's relatives all call themselves Chrome and Safari as well.
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iOS"), ("iPad", "iPadOS"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    public static string Of(string agent, Texts texts)
    {
        var browser = Array.Find(Browsers, b => agent.Contains(b.Mark, StringComparison.Ordinal)).Name;
        var system = Array.Find(Systems, s => agent.Contains(s.Mark, StringComparison.Ordinal)).Name;
        return (browser, system) switch
        {
            (null, null) => texts["signIns.unknown"],
            (null, _) => system,
            (_, null) => browser,
            _ => texts["signIns.device", browser, system],
        };
    }
}
