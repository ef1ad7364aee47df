namespace AigcStudio.Core.Campaigns;

/// <summary>How a text came out.</summary>
/// <param name="Role">As in <see cref="AdText"/>.</param>
/// <param name="Pixels">Letter size that fitted, px.</param>
/// <param name="Weight">400 regular, 700 bold.</param>
/// <param name="Shortened">Even the smallest letters did not fit: an ellipsis stands for the rest.</param>
/// <param name="Contrast">
/// WCAG 2.2 ratio, 1 to 21, between the letters and the pixels behind them: the 5th percentile over its box, so that a few pixels do not decide.
/// </param>
/// <param name="Busyness">Mean gradient of luma behind it, 0 (even) to 1.</param>
public sealed record AdTextLook(string Role, int Pixels, int Weight, int Lines, bool Shortened, double Contrast, double Busyness);
