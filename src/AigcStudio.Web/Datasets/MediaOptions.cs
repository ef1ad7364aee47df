using System.ComponentModel.DataAnnotations;

namespace AigcStudio.Web.Datasets;

/// <summary>Configuration <c>Media</c>.</summary>
public sealed class MediaOptions
{
    /// <summary>Media processes at most; each starts when it is first needed. Default 2.</summary>
    [Range(1, 64)]
    public int Processes { get; init; } = 2;

    /// <summary>A process that needs longer for one picture is ended and the picture refused. Default 20.</summary>
    [Range(1, 600)]
    public int SecondsPerPicture { get; init; } = 20;

    /// <summary>The same for one sound. Default 90: ten minutes of it take a fraction of that.</summary>
    [Range(1, 600)]
    public int SecondsPerSound { get; init; } = 90;
}
