using AigcStudio.Core;

namespace AigcStudio.Data.Boards;

/// <summary>An act on a board that its rules forbid.</summary>
public sealed class BoardException(string code, params object[] arguments) : StudioException(code, arguments);
