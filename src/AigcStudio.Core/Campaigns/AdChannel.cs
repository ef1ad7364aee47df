namespace AigcStudio.Core.Campaigns;

/// <summary>A place where an ad is shown, with its size and what its copy may be long.</summary>
/// <param name="Id">Stable name, for example <c>square</c>; <c>campaign.channel.square</c> is what people read.</param>
/// <param name="Width">Of the file, px.</param>
/// <param name="Height">Of the file, px.</param>
/// <param name="HeadlineMost">Longest headline that still reads well here, characters; a Chinese one counts two.</param>
/// <param name="BodyMost">The same of the body; zero where there is no room for one.</param>
public sealed record AdChannel(string Id, int Width, int Height, int HeadlineMost, int BodyMost)
{
    /// <summary>px.</summary>
    public int ShorterSide => Math.Min(Width, Height);
}
