using System.Text.RegularExpressions;

namespace AigcStudio.Tests.Architecture;

/// <summary>The rules of architecture.md and style.md that a machine can check.</summary>
public static class Rules
{
    private const string Nouns = "Datasets|Models|Runs|Jobs|Gallery|Boards|Evaluation|Reviews|Recommendations|Campaigns|Notifications|Accounts";

    private static readonly string[] AllowedAtTop =
        ["AigcStudio.sln", "src", "tests", "wwwroot-assets", "seed-data", "README.md", "LICENSE", "Directory.Build.props",
         "Directory.Packages.props", "global.json", "BannedSymbols.txt"];

    public static IReadOnlyList<Rule> All { get; } =
    [
        new("Core references no project and no package",
            Rule.NoMatch("^src/AigcStudio.Core/.*csproj$", "ProjectReference|PackageReference"),
            "src/AigcStudio.Core/AigcStudio.Core.csproj", "<PackageReference Include=\"X\" />"),
        new("Data, Generative and Media reference Core and no other project",
            Rule.NoMatch("^src/AigcStudio.(Data|Generative|Media)/.*csproj$", @"ProjectReference(?!.*Core\.csproj)"),
            "src/AigcStudio.Data/AigcStudio.Data.csproj", "<ProjectReference Include=\"..\\AigcStudio.Media\\AigcStudio.Media.csproj\" />"),
        new("Web references Core and Data, and its hosts only to be built",
            Rule.NoMatch("^src/AigcStudio.Web/.*csproj$", @"ProjectReference(?!.*(Core|Data)\.csproj|.*ReferenceOutputAssembly=""false"")"),
            "src/AigcStudio.Web/AigcStudio.Web.csproj", "<ProjectReference Include=\"..\\AigcStudio.Engine\\AigcStudio.Engine.csproj\" />"),
        new("TorchSharp is used in Generative and Engine alone",
            Rule.NoMatch("^src/", @"^\s*(@?using|global using)\b.*\bTorchSharp\b", "^src/AigcStudio.(Generative|Engine)/"),
            "src/AigcStudio.Web/Runs/Peek.cs", "using TorchSharp;"),
        new("Pictures are decoded and encoded in Media alone",
            Rule.NoMatch("^src/", @"\b(NetVips|SkiaSharp|System\.Drawing)\b", "^src/AigcStudio.Media/"),
            "src/AigcStudio.Data/Datasets/Peek.cs", "using NetVips;"),
        new("What was generated leaves through MarkedExport alone",
            Rule.NoMatch("^src/", @"\.Mark(Picture|Sound|Clip)Async\(|\bMarkedText\.Write\(", "/MarkedExport[^/]*$|/MediaPool[^/]*$|^src/AigcStudio.Media/"),
            "src/AigcStudio.Web/Gallery/Leak.cs", "await media.MarkPictureAsync(path, format, mark, target, cancel);"),
        new("Guests get nothing but what MarkedExport hands out",
            Rule.NoMatch(@"/Guest[^/]*\.(cs|razor)$", @"\b(ArtifactThumbnails|PlayableAsync|HeardAsync)\b", "^tests/"),
            "src/AigcStudio.Web/Reviews/GuestLeak.cs", "await thumbnails.MakeAsync(hash, 640, cancel); // ArtifactThumbnails"),
        new("Folders are the product's nouns", Folders, "src/AigcStudio.Data/Infrastructure/Thing.cs", "class Thing;"),
        new("Nothing at the top but what the user named and what tools expect", Top, "docs/plan.md", ""),
        new("No file is longer than 300 lines",
            tree => tree.Written(".cs", ".razor", ".js", ".css", ".py", ".sh").Where(f => f.Text.Count(c => c == '\n') > 300).Select(f => f.Path),
            "src/AigcStudio.Core/Long.cs", new string('\n', 301)),
        new("No type is called Manager, Helper, Util, Base, Impl, Dto or Info",
            Rule.NoMatch(@"^(src|tests)/.*\.cs$", @"\b(class|record|interface|struct)\s+\w+(Manager|Helper|Helpers|Util|Utils|Base|Impl|Dto|Info)\b", "/Architecture/"),
            "src/AigcStudio.Data/Runs/RunManager.cs", "public sealed class RunManager;"),
        new("No raw markup is rendered",
            Rule.NoMatch(@"^src/.*\.(cs|razor)$", @"\bMarkupString\b"),
            "src/AigcStudio.Web/Runs/Raw.razor", "@((MarkupString)text)"),
        new("Nothing waits by sleeping in a test",
            Rule.NoMatch(@"^tests/.*\.cs$", @"Thread\.Sleep\(|Task\.Delay\((?!Timeout\.Infinite)", "/Architecture/"),
            "tests/AigcStudio.Tests/Jobs/SleepyTests.cs", "await Task.Delay(100);"),
        new("Nobody blocks on a task",
            Rule.NoMatch(@"^src/.*\.(cs|razor)$", @"\.GetAwaiter\(\)\.GetResult\(\)|\)\.Result\b"),
            "src/AigcStudio.Web/Runs/Blocked.cs", "var run = reader.FindAsync(id).Result;"),
        new("A page's departure is a Departure, whose token outlives the page",
            Rule.NoMatch(@"^src/AigcStudio.Web/.*(\.razor|\.razor\.cs|Page\.cs)$", @"\bCancellationTokenSource\b"),
            "src/AigcStudio.Web/Runs/LeftPage.razor.cs", "private readonly CancellationTokenSource _gone = new();"),
        new("Each family is a folder with its settings, its learner, its sampler and itself", Families,
            "src/AigcStudio.Generative/Families/ImageOdd/ImageOddFamily.cs", "class ImageOddFamily;"),
        new("No path of somebody's machine is written down",
            tree => tree.Written(".cs", ".razor", ".js", ".css", ".py", ".sh", ".md", ".json", ".csproj", ".props")
                .Where(f => Regex.IsMatch(f.Text, @"(^|[^A-Za-z0-9_.])/(work|root|home)/", RegexOptions.Multiline) && !f.Path.Contains("/Architecture/", StringComparison.Ordinal))
                .Select(f => f.Path),
            "tests/AigcStudio.Tests/Datasets/Place.cs", "var path = \"/home/me/data\";"),
    ];

    private static IEnumerable<string> Folders(SourceTree tree) =>
        tree.Written(".cs", ".razor")
            .Select(f => Regex.Match(f.Path, @"^src/AigcStudio\.(?<project>\w+)/(?<folder>[^/]+)/"))
            .Where(m => m.Success && !Regex.IsMatch(m.Groups["folder"].Value, m.Groups["project"].Value switch
            {
                "Core" or "Media" => $"^({Nouns})$",
                "Data" => $"^({Nouns}|Storage)$",
                "Web" => $"^({Nouns}|Storage|Shell|Resources|Properties)$",
                "Generative" => $"^({Nouns}|Families|Evaluation)$",
                _ => $"^({Nouns}|Build)$",
            }))
            .Select(m => m.Value);

    private static IEnumerable<string> Top(SourceTree tree) =>
        tree.Files.Keys.Select(p => p.Split('/')[0]).Distinct().Where(t => !t.StartsWith('.') && !AllowedAtTop.Contains(t));

    private static IEnumerable<string> Families(SourceTree tree) =>
        tree.Files.Keys.Select(p => Regex.Match(p, @"^src/AigcStudio\.Generative/Families/(?<name>\w+)/"))
            .Where(m => m.Success).Select(m => m.Groups["name"].Value).Distinct()
            .SelectMany(name => new[] { "Settings", "Family", "Learner", "Sampler" }
                .Select(part => $"src/AigcStudio.Generative/Families/{name}/{name}{part}.cs"))
            .Where(path => !tree.Files.ContainsKey(path));
}
