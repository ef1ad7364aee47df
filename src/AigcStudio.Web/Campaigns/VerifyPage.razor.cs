using System.Globalization;
using AigcStudio.Core;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Runs;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace AigcStudio.Web.Campaigns;

public sealed partial class VerifyPage : IDisposable
{
    private readonly Departure _gone = new();
    private Verdict? _verdict;
    private string _name = "";
    private string? _refusal;
    private bool _looking;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required Verifier Verifying { get; init; }

    [Inject] public required BrowserClock Clock { get; init; }

    public void Dispose() => _gone.Dispose();

    protected override Task OnInitializedAsync() => Clock.KnowAsync();

    private IEnumerable<string> Sentences(Verdict verdict)
    {
        yield return verdict.Kind switch
        {
            VerdictKind.Same => Texts["verify.Same.text"],
            VerdictKind.Like => Texts["verify.Like.text", verdict.Bits, verdict.NextBits ?? 64],
            VerdictKind.Heard => Texts["verify.Heard.text", Percent(verdict.Hearing!.Differing), verdict.Hearing.Compared, Percent(Upwards(verdict.Hearing.ChanceOfMistake))],
            _ => Texts["verify.Unknown.text"],
        };
        if (verdict.NotCompared is { } reason)
        {
            yield return Texts["verify.notCompared", Texts[reason]];
        }

        if (verdict is { Kind: VerdictKind.Heard, Hearing.NextDiffering: { } next })
        {
            yield return Texts["verify.Heard.next", Percent(next)];
        }

        if (verdict is { Kind: VerdictKind.Unknown, Hearing: { } hearing })
        {
            yield return Texts["verify.Unknown.heard", Percent(hearing.Differing), Percent(SoundCertainty.MostDiffering)];
        }
    }

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.CurrentCulture);

    // A bound is not rounded to nothing.
    private static double Upwards(double share) => Math.Ceiling(1_000 * share) / 1_000;

    private async Task LookAsync(InputFileChangeEventArgs chosen)
    {
        (_name, _verdict, _refusal, _looking) = (chosen.File.Name, null, null, true);
        try
        {
            await using var file = chosen.File.OpenReadStream(Verifier.MostBytes + 1, _gone.Token);
            _verdict = await Verifying.LookAsync(await Viewer.GetAsync(), file, _gone.Token);
        }
        catch (StudioException refusal)
        {
            _refusal = Texts[Said.Of(refusal)];
        }
        catch (IOException)
        {
            _refusal = Texts["verify.tooLarge", Verifier.MostBytes >> 20];
        }

        _looking = false;
    }
}
