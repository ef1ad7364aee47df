namespace AigcStudio.Core.Campaigns;

/// <summary>A campaign that cannot be made as asked (codes <c>campaign.*</c>).</summary>
public sealed class CampaignException(string code, params object[] arguments) : StudioException(code, arguments);
