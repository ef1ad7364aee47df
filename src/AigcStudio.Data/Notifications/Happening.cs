using AigcStudio.Core;
using AigcStudio.Core.Notifications;

namespace AigcStudio.Data.Notifications;

/// <summary>Something that people are told of.</summary>
/// <param name="Key">The same for the same thing, whoever raises it and how often.</param>
/// <param name="Link">Address within the studio.</param>
public sealed record Happening(string Key, NoticeKind Kind, Said Sentence, string Link, DateTimeOffset At);
