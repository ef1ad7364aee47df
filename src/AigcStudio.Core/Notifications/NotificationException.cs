namespace AigcStudio.Core.Notifications;

/// <summary>A setting that cannot be used or a message that could not be handed over: codes <c>notifications.*</c>.</summary>
public sealed class NotificationException(string code, params object[] arguments) : StudioException(code, arguments);
