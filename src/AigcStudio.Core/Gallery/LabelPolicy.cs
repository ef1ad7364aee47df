namespace AigcStudio.Core.Gallery;

/// <summary>Whether a person sees on a delivered picture that a machine made it; the machine-readable label is always there.</summary>
public enum LabelPolicy
{
    /// <summary>No visible label.</summary>
    None,

    /// <summary>China's labelling measures (2025): "AI生成" in the corner.</summary>
    China,

    /// <summary>EU AI Act, article 50: "AI-generated" in the corner.</summary>
    Eu,
}
