namespace AigcStudio.Data.Storage;

/// <summary>A data folder cannot be brought to this release; it is as it was, and the message tells the operator what to do.</summary>
public sealed class UpgradeRefusedException(string message, Exception? cause = null) : Exception(message, cause);
