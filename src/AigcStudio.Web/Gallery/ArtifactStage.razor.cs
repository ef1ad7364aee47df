using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Data.Gallery;
using AigcStudio.Web.Accounts;
using AigcStudio.Web.Shell;
using Microsoft.AspNetCore.Components;

namespace AigcStudio.Web.Gallery;

/// <summary>One artifact in the middle of its page.</summary>
public sealed partial class ArtifactStage
{
    private string? _text;
    private string? _gone;

    [Inject] public required Texts Texts { get; init; }

    [Inject] public required CurrentViewer Viewer { get; init; }

    [Inject] public required ArtifactTexts Whole { get; init; }

    [Parameter, EditorRequired] public required ArtifactPassport Passport { get; set; }

    [Parameter, EditorRequired] public required string Title { get; set; }

    /// <summary>Lies over a picture or a waveform, placed by shares of its size.</summary>
    [Parameter] public RenderFragment? Over { get; set; }

    /// <summary>Stands in the place of a text's words.</summary>
    [Parameter] public RenderFragment? Words { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Passport.Tile.Modality == Modality.Text)
        {
            try
            {
                var texts = await Whole.OfAsync(await Viewer.GetAsync(), [Passport.Tile.Id], CancellationToken.None);
                _text = texts.GetValueOrDefault(Passport.Tile.Id) ?? "";
            }
            catch (ExportException refusal)
            {
                _gone = Texts[Said.Of(refusal)];
            }
        }
    }
}
