using AigcStudio.Core;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Campaigns.Clips;

/// <summary>One pack on its way, as far as its clips go. Disposed when the pack is written or given up.</summary>
public sealed class PackTurn(int clips, Action moved) : IDisposable
{
    private readonly Departure _stop = new();
    private readonly Lock _stopping = new();
    private volatile PackNews _news = new(clips, 0, null, "", [], Ended: false);

    public PackNews News => _news;

    /// <summary>Cancelled where the clips that are not done yet are no longer wanted.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>The pack goes on without the clips that are not done yet.</summary>
    public void Stop()
    {
        // A page may ask for it while the pack comes to its end.
        lock (_stopping)
        {
            _stop.Dispose();
        }
    }

    public void Say(Guid adId, string phase) => Move(_news with { AdId = adId, Phase = phase });

    public void Made() => Move(_news with { Made = _news.Made + 1, AdId = null });

    public void LeaveOut(Guid adId, Said why) => Move(_news with { LeftOut = [.. _news.LeftOut, new LeftClip(adId, why)], AdId = null });

    public void Dispose()
    {
        Move(_news with { Ended = true, AdId = null });
        Stop();
    }

    private void Move(PackNews news)
    {
        _news = news;
        moved();
    }
}

/// <param name="Clips">That were wished for.</param>
/// <param name="AdId">Whose clip is being made; null between two.</param>
/// <param name="Phase">What of it, as <see cref="ClipDesk.MakeAsync"/> says.</param>
public sealed record PackNews(int Clips, int Made, Guid? AdId, string Phase, IReadOnlyList<LeftClip> LeftOut, bool Ended)
{
    /// <summary>The download came to its end; false also while it goes on.</summary>
    public bool IsWhole => Ended && Made + LeftOut.Count == Clips;
}

/// <summary>A clip that is not in a pack.</summary>
public sealed record LeftClip(Guid AdId, Said Why);
