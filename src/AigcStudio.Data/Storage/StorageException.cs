using AigcStudio.Core;

namespace AigcStudio.Data.Storage;

/// <summary>An act on the store, or beyond a person's share of it, that is refused: codes <c>storage.*</c> and <c>quota.*</c>.</summary>
public sealed class StorageException(string code, params object[] arguments) : StudioException(code, arguments);
