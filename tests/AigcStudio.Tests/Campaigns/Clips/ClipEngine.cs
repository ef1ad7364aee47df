using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Tests.Models.Play;

namespace AigcStudio.Tests.Campaigns.Clips;

/// <summary>As the other, but it can fail, and it can take its time.</summary>
internal sealed class ClipEngine : CodeEngine
{
    public ClipEngine() => Form = new ImageForm(1, ClipStudio.Side, ClipStudio.Side);

    /// <summary>What is thrown instead of an answer; null for none.</summary>
    public Exception? Fault { get; set; }

    /// <summary>True where no answer comes before it is told to stop.</summary>
    public bool Endless { get; set; }

    public override async Task<DecodeOutcome> DecodeAsync(DecodeRequest request, CancellationToken cancel)
    {
        if (Endless)
        {
            await Task.Delay(Timeout.Infinite, cancel);
        }

        return Fault is { } fault ? throw fault : await base.DecodeAsync(request, cancel);
    }
}
