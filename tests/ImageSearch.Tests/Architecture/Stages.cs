namespace ImageSearch.Tests.Architecture;

/// <summary>The stages of the flow, in order: each may use only those before it.</summary>
internal sealed class Stages(string rootNamespace, params string[] names)
{
    /// <summary>The library's stages.</summary>
    public static Stages OfTheLibrary { get; } = new(
        "ImageSearch", "Sources", "Decoding", "Embeddings", "Indexing", "Searching", "Evaluation");

    public string RootNamespace => rootNamespace;

    public IReadOnlyList<string> Names => names;

    /// <summary>Position of a namespace's stage, or −1 when it belongs to none.</summary>
    public int Find(string ns)
    {
        string prefix = rootNamespace + ".";
        return ns.StartsWith(prefix, StringComparison.Ordinal)
            ? Array.IndexOf(names, ns[prefix.Length..].Split('.')[0])
            : -1;
    }

    /// <summary>The uses that go against the flow, as sentences.</summary>
    public IReadOnlyList<string> Violations(IEnumerable<TypeUse> uses) =>
    [
        .. uses.Where(u => Find(u.FromNamespace) >= 0 && Find(u.ToNamespace) > Find(u.FromNamespace))
            .Select(u => $"{u.FromNamespace}.{u.From} uses {u.ToNamespace}.{u.To}").Distinct().Order(),
    ];
}
