namespace ImageSearch.Tests.Architecture;

/// <summary>A type of an assembly uses a member of another type (or the type itself: no member).</summary>
internal sealed record TypeUse(string FromNamespace, string From, string ToNamespace, string To, string Member);
