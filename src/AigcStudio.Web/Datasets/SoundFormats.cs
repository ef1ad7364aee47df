using AigcStudio.Core.Datasets;

namespace AigcStudio.Web.Datasets;

/// <summary>Which formats sounds can be read from on this host; asked for once.</summary>
public sealed class SoundFormats(IMedia media)
{
    private IReadOnlyList<string>? _known;

    /// <summary><c>wav</c> alone where ffmpeg is missing.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancel) => _known ??= await media.SoundFormatsAsync(cancel);
}
