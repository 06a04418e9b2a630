import random
from urllib.parse import urlsplit
from tests.web.conftest import *  # noqa
from dataclasses import replace
from bot.usecases import receiving, reviewing, suggesting, inviting
from bot.usecases.receiving import Arrived
from bot.usecases.stage import Who
from bot.channels.incoming import parse, allowed_fields
from bot.records import conversations, post
from tests.web.test_chat import with_answers
from tests.web.test_files import counsellee
def test_tg(world):
    stage=replace(world.stage,bot_name="bot")
    a,course=with_answers(world); a.press("Del alt")
    A=counsellee(world,course)
    world.write(lambda r:(reviewing.ask(r,stage,Who(person=world.counsellor,course=course),"SPØRG A"),suggesting.suggest(r,stage,Who(person=world.counsellor,course=course),"dream","GRUND A")))
    inv=world.invite(); tok=inv.web.rpartition("/")[2]
    def go(ext,**k): world.write(lambda r: receiving.receive(r,stage,Arrived(channel="telegram",external=ext,**k)))
    go("7",kind="text",text="/start "+tok)
    rows=lambda t: world.write(lambda r:[dict(x) for x in r.rows.some(t,{})])
    from bot.usecases import noticing
    mark=noticing.notice(stage,"da").mark
    pr=[f"i:{tok}:yes",f"i:{tok}:yes:{mark}",f"i:{tok}:no:{mark}"]
    for p in pr[:2]: go("7",kind="press",press=p,message=5)
    m=[r for r in rows("memberships") if r["course"]==inv.course and r["role"]=="counsellee"]; print("B in",bool(m))
    ids={t:[r.get("id") or r.get("key") for r in rows(t) if r.get("course") in(course,None)] for t in("notes","actions","suggestions","people","courses","parked","files","links","outbox")}
    allids=[i for v in ids.values() for i in v if i]+[course,world.counsellor,A.person,"staff"]
    before=lambda: {t:[x for x in rows(t) if x.get("course")==course] for t in("notes","seats","places","suggestions","memberships","sessions","frozen","actions","handovers","expiring","meetings","courses")}
    b0=before(); n=0
    for i in allids:
        for pat in("q:%s","d:%s","a:%s:1:done","a:%s:1:change","p:%s:keep","p:%s:go","s:%s","k:%s","o:%s:share","o:%s:bare","c:%s","v:%s","i:%s:yes","f:%s","t:1:edit=%s","t:2:pick=%s","t:3:open=%s","t:4:edit=%s","g:%s:yes"):
            p=pat%i
            if len(p.encode())<=64: go("7",kind="press",press=p,message=9); n+=1
        go("7",kind="text",text="/start "+i); go("9",kind="text",text="/start "+i); go("9",kind="press",press="i:"+i+":yes",message=1)
    r=random.Random(2)
    for _ in range(1500):
        p=r.choice("abcdefgiklmopqstvz")+":"+":".join("".join(r.choice("abcxyz0189_=+-٣") for _ in range(r.randrange(0,9))) for _ in range(r.randrange(0,4)))
        go("7",kind="press",press=p,message=9); n+=1
    b1=before(); print(n,"presses; A's rows changed:",[t for t in b0 if b0[t]!=b1[t]])
    out=world.write(lambda r:[repr(post.waiting_for(r,x["person"],"telegram")) for x in m]) if m else []
    raw=[]
    def letters(r):
        for x in r.rows.some("outbox",{"channel":"telegram"}):
            try: raw.append(repr(post._envelope(r,x)))
            except Exception as e: raw.append("?"+type(e).__name__+str(x.keys()))
    world.write(letters)
    print(len(raw), "A's words told:",[w for w in("En læreplads","SPØRG A","GRUND A") if any(w in x for x in raw)], raw[0][:150])
def test_raw():
    r=random.Random(3); bad=[]
    vals=[None,True,-1,2**70,1.5,"","\ud800","x"*70,[],{},[[]],{"id":1},{"id":"1"},{"id":1,"type":"private"},{"id":2**63,"type":"group"}]
    keys=["message","edited_message","callback_query","my_chat_member","update_id","chat","from","text","data","id","message_id","photo","voice","document","new_chat_member","type"]
    def any_(d): return r.choice(vals) if d>3 or r.random()<.5 else {r.choice(keys):any_(d+1) for _ in range(5)}
    for _ in range(20000):
        u={k:any_(0) for k in r.sample(keys,3)}
        for f in(parse,lambda x:parse(allowed_fields(x))):
            try: f(u)
            except ValueError: pass
            except Exception as e: bad.append((type(e).__name__,u))
    print("raw updates: unexpected",len(bad),bad[:1])
