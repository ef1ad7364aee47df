using System.Globalization;
using AigcStudio.Core.Campaigns.Sets;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Data.Campaigns.Sets;
using AigcStudio.Data.Jobs;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Campaigns.Sets;

/// <summary>Sets in words.</summary>
internal static class SetWords
{
    public static string Percent(double share) => share.ToString("P0", CultureInfo.CurrentCulture);

    /// <summary>How good a candidate is expected to be.</summary>
    public static double Score(OfferedPiece piece) => SetScore.OfPiece(piece.Liking ?? SetScore.Unknown, piece.Keeping);

    /// <summary>Why it stands where it stands: what the brand's rules say, and what people are expected to.</summary>
    public static string Why(Texts texts, OfferedPiece piece) =>
        piece.Liking is { } liking ? $"{texts[piece.Reason]} {texts[$"sets.liking.{piece.Basis}", Percent(liking)]}" : texts[piece.Reason];

    /// <summary>How far a draw is, or how it ended.</summary>
    public static string State(Texts texts, SetPartView part) => part switch
    {
        { State: null } => texts["sets.state.deleted"],
        { State: JobState.Succeeded, NearCopies: > 0 } => texts["sets.state.copies", part.Drawn, part.NearCopies],
        { State: JobState.Succeeded } => texts["sets.state.drawn", part.Drawn],
        { Failure: { } failure } when JobMove.Endings.Contains(part.State.Value) => texts[failure],
        _ when JobMove.Endings.Contains(part.State.Value) => texts["sets.state.stopped"],
        { State: JobState.Running } => texts["sets.state.draws"],
        _ => texts["sets.state.waits"],
    };

    public static string Kind(Texts texts, Modality kind) => texts[$"sets.kind.{kind}"];
}
