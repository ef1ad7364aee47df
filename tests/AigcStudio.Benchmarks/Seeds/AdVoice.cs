namespace AigcStudio.Benchmarks.Seeds;

/// <summary>A tone of the brand: templates with slots, and the tone's own calls and words.</summary>
internal sealed record AdVoice(string Name, string[] Templates, string[] Calls, string[] Words);
