using AigcStudio.Data.Reviews;

namespace AigcStudio.Web.Reviews;

/// <summary>
/// An alpha in words. The bounds are Krippendorff's own ("Content Analysis", 2nd edition 2004, page 241): rely on what is at least 0.800,
/// draw tentative conclusions from 0.667 on. Below ten items chance rules.
/// </summary>
internal static class AgreementWords
{
    private const double Reliable = 0.8;
    private const double Tentative = 0.667;
    private const int Enough = 10;

    public static string CodeOf(AgreementFigure figure) => figure switch
    {
        { Items: 0 } => "reviews.alpha.none",
        { Alpha: null } => "reviews.alpha.same",
        { Items: < Enough } => "reviews.alpha.few",
        { Alpha: >= Reliable } => "reviews.alpha.reliable",
        { Alpha: >= Tentative } => "reviews.alpha.tentative",
        { Alpha: > 0 } => "reviews.alpha.weak",
        _ => "reviews.alpha.chance",
    };

    public static string MarkOf(AgreementFigure figure) => CodeOf(figure) switch
    {
        "reviews.alpha.reliable" => "mark-good",
        "reviews.alpha.tentative" => "mark-warn",
        "reviews.alpha.weak" or "reviews.alpha.chance" => "mark-bad",
        _ => "mark-quiet",
    };
}
