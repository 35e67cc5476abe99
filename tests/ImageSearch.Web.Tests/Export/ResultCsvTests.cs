using CsCheck;
using ImageSearch.Client;
using ImageSearch.Web.Export;
using ImageSearch.Web.State;

namespace ImageSearch.Web.Tests.Export;

public sealed class ResultCsvTests
{
    [Fact]
    public void Each_hit_is_a_record()
    {
        string text = Write("a \"red\", car", "b.jpg");

        Assert.Equal(
            "query,not,similar_to,model,rank,id,name,path,similarity,width,height\r\n"
            + "\"a \"\"red\"\", car\",,,vit,1,5,b.jpg,x/b.jpg,0.25,40,30\r\n", text);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData(" =1", "' =1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("=a,b", "\"'=a,b\"")]
    public void A_formula_stays_words(string name, string field) =>
        Assert.Contains($",5,{field},", Write("q", name), StringComparison.Ordinal);

    [Fact]
    public void No_name_breaks_a_record() =>
        Gen.String[Gen.Char["ab\",\r\n=;"], 1, 10].Sample(name =>
        {
            List<string[]> records = Read(Write("q", name));
            return records.Count == 2 && records[1].Length == 11
                && records[1][6].TrimStart('\'') == name.TrimStart('\'');
        });

    [Fact]
    public void A_similarity_keeps_its_minus_sign_as_a_number() =>
        Assert.Contains(
            ",-0.5,", ResultCsv.Write(new SearchState(), [Column("a.jpg", -0.5)]), StringComparison.Ordinal);

    private static string Write(string query, string name) =>
        ResultCsv.Write(new SearchState { Query = query }, [Column(name, 0.25)]);

    private static ModelResult Column(string name, double similarity) => new(
        "vit", [new Hit(1, 5, name, $"x/{name}", similarity, 40, 30)], null, null, null, new StageTimings(0, 0, 0));

    // RFC 4180, character by character.
    private static List<string[]> Read(string text)
    {
        List<string[]> records = [];
        List<string> fields = [];
        System.Text.StringBuilder field = new();
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                if (isQuoted && i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append(text[i++]);
                }
                else
                {
                    isQuoted = !isQuoted;
                }
            }
            else if (!isQuoted && text[i] is ',' or '\r')
            {
                fields.Add(field.ToString());
                field.Clear();
                if (text[i] == '\r')
                {
                    records.Add([.. fields]);
                    fields.Clear();
                    i++;
                }
            }
            else
            {
                field.Append(text[i]);
            }
        }

        return records;
    }
}
