namespace AigcStudio.Core.Campaigns;

/// <summary>A picture in its place.</summary>
/// <param name="Picture">Its index in the list of pictures.</param>
/// <param name="Box">Where on the ad; at most twice as wide and as high as <paramref name="Part"/>.</param>
/// <param name="Part">What of the picture is seen there, in its own pixels.</param>
/// <param name="Corner">Radius of its corners, px of the ad.</param>
public sealed record AdTile(int Picture, AdBox Box, AdBox Part, int Corner);
