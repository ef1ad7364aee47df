namespace AigcStudio.Web.Shell;

/// <summary>The studio cannot start as it is configured; the message tells the operator what to change. Exit code 1.</summary>
public sealed class StartRefusedException(string message, Exception? cause = null) : Exception(message, cause);
