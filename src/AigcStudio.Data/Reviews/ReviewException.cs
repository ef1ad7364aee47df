using AigcStudio.Core;

namespace AigcStudio.Data.Reviews;

/// <summary>A rating or a judgement that cannot be taken as it is.</summary>
public sealed class ReviewException(string code, params object[] arguments) : StudioException(code, arguments);
