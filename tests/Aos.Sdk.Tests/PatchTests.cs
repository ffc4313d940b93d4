using Aos.Sdk.Nasty;
using Aos.Sdk.Tests.Support;

namespace Aos.Sdk.Tests;

/// <summary>Changes of some properties, as they go over the wire.</summary>
[Trait("Scorecard", "20")]
public sealed class PatchTests
{
    [Fact]
    public async Task Only_what_was_set_is_sent_and_Clear_sends_null()
    {
        await using var api = await FakeApi.StartAsync();
        api.Otherwise = Answers.Json(200, """{"id":"n1","title":"T"}""");
        await api.Nasty().Notes.UpdateAsync("n1", new NotePatch().Set(x => x.Text, "…").Clear(x => x.MileageKm), "\"1\"");
        var request = api.Requests.Single();
        Assert.Equal(("PATCH", "/nasty/v1/notes/n1", "\"1\"", "application/merge-patch+json"), (request.Method, request.Target, request.Header("If-Match"), request.Header("Content-Type")));
        Assert.Equal("""{"text":"\u2026","mileageKm":null}""", request.Body);
    }

    [Fact]
    public void Values_of_every_type_are_written()
    {
        var patch = new NotePatch()
            .Set(x => x.Title, "a\"b").Set(x => x.MileageKm, 9007199254740993).Set(x => x.Price, 30.00m).Set(x => x.SoldOn, new DateOnly(2020, 2, 29)).Set(x => x.IsDone, false)
            .Set(x => x.Kind, VehicleKind.MotorCycle).Set(x => x.Labels, ["a", "b"]).Set(x => x.Counts, new Dictionary<string, int> { ["x y"] = 1 }).Set(x => x.Engine, new EngineChoice { Code = "E" });
        Assert.Equal(
            """{"title":"a\u0022b","mileageKm":9007199254740993,"price":30.00,"soldOn":"2020-02-29","isDone":false,"kind":"motor-cycle","labels":["a","b"],"counts":{"x y":1},"engine":{"code":"E"}}""",
            patch.ToString());
    }

    [Fact]
    public void The_last_word_counts()
    {
        Assert.Equal("""{"text":null}""", new NotePatch().Set(x => x.Text, "a").Clear(x => x.Text).ToString());
        Assert.Equal("""{"text":"b"}""", new NotePatch().Clear(x => x.Text).Set(x => x.Text, "a").Set(x => x.Text, "b").ToString());
        Assert.Equal(["text", "title"], new NotePatch().Clear(x => x.Text).Set(x => x.Title, "t").Changes);
        Assert.Equal("{}", new NotePatch().ToString());
    }

    [Fact]
    public void Null_is_no_value()
    {
        Assert.Throws<ArgumentNullException>(() => new NotePatch().Set(x => x.Text, null!));
        Assert.Throws<ArgumentNullException>(() => new NotePatch().Set<string>(null!, "a"));
        Assert.Throws<ArgumentNullException>(() => new NotePatch().Clear<string>(null!));
    }

    [Fact]
    public void What_may_not_be_empty_cannot_be_cleared()
    {
        Assert.Equal(typeof(AosPatchField<string>), typeof(NotePatchFields).GetProperty("Title")!.PropertyType);
        Assert.Equal(typeof(AosClearableField<string>), typeof(NotePatchFields).GetProperty("Text")!.PropertyType);
    }

    [Fact]
    [Trait("Scorecard", "21")]
    public async Task A_change_is_made_again_from_what_somebody_else_has_written()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(
            Answers.Json(200, """{"id":"n1","title":"a"}""", ("ETag", "\"1\"")), Answers.Problem(412, "precondition.version-conflict"),
            Answers.Json(200, """{"id":"n1","title":"b"}""", ("ETag", "\"2\"")), Answers.Json(200, """{"id":"n1","title":"b!"}"""));
        var updated = await api.Nasty().Notes.UpdateAsync("n1", current => new NotePatch().Set(x => x.Title, current.Title + "!"));
        Assert.Equal("b!", updated.Title);
        Assert.Equal(["GET", "PATCH", "GET", "PATCH"], api.Requests.Select(request => request.Method));
        Assert.Equal(("\"1\"", """{"title":"b!"}""", "\"2\""), (api.Requests[1].Header("If-Match"), api.Requests[3].Body, api.Requests[3].Header("If-Match")));
    }

    [Fact]
    public async Task A_change_whose_answer_was_lost_is_sent_again()
    {
        await using var api = await FakeApi.StartAsync();
        api.Next(Answers.Text(503, "text/plain", "busy"), Answers.Json(200, """{"id":"n1","title":"T"}"""));
        await api.Nasty().Notes.UpdateAsync("n1", new NotePatch().Set(x => x.Title, "T"), "\"1\"");
        Assert.Equal([("PATCH", """{"title":"T"}"""), ("PATCH", """{"title":"T"}""")], api.Requests.Select(request => (request.Method, request.Body)));
    }
}
